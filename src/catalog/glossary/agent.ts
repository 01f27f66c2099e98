// The agent, and making models smaller still.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'agent',
    term: { en: 'Agent', 'zh-CN': '智能体' },
    names: ['agents', 'tool-using model', 'chat agent', '代理', '工具智能体'],
    asked: ['what can it do', 'what can the agent do', '它会做什么'],
    everyday: true,
    text: {
      en: 'A model that acts: it reads a request, plans, calls tools, reads their results and replies, all written token by token. Here a small transformer does it in the page. It learns from dialogues, and a student agent from a teacher’s probabilities at each token.',
      'zh-CN':
        '会行动的模型：读请求、作计划、调用工具、读结果并回复，全部逐个词元写出来。这里由页面里的一个小 Transformer 完成。它从对话中学习，学生智能体则学习教师在每个词元处的概率。',
    },
    related: ['plan', 'tool-call', 'token', 'exact-call'],
  },
  {
    id: 'tool-call',
    term: { en: 'Tool call', 'zh-CN': '工具调用' },
    names: ['tool calls', 'tools', 'function call', 'legal calls', '工具', '函数调用', '参数值'],
    everyday: true,
    text: {
      en: 'A line such as convert(5,km,mi) that the agent writes and the page runs. The result is handed back and read like any text. So the model need not know what a mile is, only whom to ask.',
      'zh-CN':
        '智能体写出、由页面运行的一行，例如 convert(5,km,mi)。结果交还给它，像文字一样读。所以模型不必知道一英里多长，只要知道问谁。',
    },
    related: ['agent', 'plan', 'constrained-decoding'],
  },
  {
    id: 'plan',
    term: { en: 'Plan', 'zh-CN': '计划' },
    names: ['planning', 'steps of the plan', '规划', '计划的步数'],
    everyday: true,
    text: {
      en: 'The tools that the agent means to call, in their order, before the first call. How sure it is of its plan decides whether it acts, asks back or leaves it.',
      'zh-CN': '在第一次调用之前，智能体打算依次调用的工具。它对计划有多大把握，决定它是行动、反问还是作罢。',
    },
    related: ['agent', 'calibration', 'tool-call'],
  },
  {
    id: 'decoding',
    term: { en: 'Decoding and randomness', 'zh-CN': '解码与随机性' },
    names: [
      'decoding',
      'sampling',
      'randomness',
      'greedy',
      'sampling temperature',
      'student’s sampling',
      '解码',
      '采样',
      '随机性',
      '采样温度',
      '贪心',
    ],
    everyday: true,
    text: {
      en: 'How text is drawn from a model’s probabilities. At 0 always the likeliest token; above, less likely ones come up in proportion, and answers vary. It is a temperature, too, but of writing: it has nothing to do with the T of training.',
      'zh-CN':
        '怎样从模型的概率得到文字。为 0 时总取最可能的词元；大于 0 时，不太可能的也会按比例出现，回答就有变化。它也是一种温度，但管的是写，与训练中的 T 无关。',
    },
    related: ['constrained-decoding', 'temperature', 'self-consistency'],
  },
  {
    id: 'constrained-decoding',
    term: { en: 'Constrained decoding', 'zh-CN': '约束解码' },
    names: ['only legal calls', 'legal calls', '只写合法调用', '语法约束'],
    text: {
      en: 'While the model writes, tokens that would make an illegal call are ruled out, and values must come from your own words. It helps a small model much and hides what it would have written by itself; switch it off to see.',
      'zh-CN':
        '模型写的时候，会造成非法调用的词元被排除，取值必须来自您的原话。这对小模型帮助很大，但也掩盖了它自己会写什么；关掉就能看到。',
    },
    related: ['decoding', 'tool-call', 'agent'],
  },
  {
    id: 'self-consistency',
    term: { en: 'Acting by majority (self-consistency)', 'zh-CN': '按多数行动（自一致）' },
    names: ['self-consistency', 'self-consistent action', 'act by majority', '自一致', '意见数'],
    text: {
      en: 'Several answers are drawn and tried out in a simulated world; what most of them come to is done. Random mistakes differ and lose the vote; mistakes that the model always makes stay.',
      'zh-CN':
        '抽取若干回答，在模拟世界里试一遍，做多数得出的那个。偶然的错误各不相同，会输掉投票；模型总犯的错误则留下来。',
    },
    related: ['decoding', 'agent'],
  },
  {
    id: 'quantisation',
    term: { en: 'Quantisation', 'zh-CN': '量化' },
    names: ['quantization', 'quantise', 'quantize', 'int8', 'int4', 'float16', 'f16', '量化'],
    asked: ['fewer bits'],
    everyday: true,
    text: {
      en: 'Weights are kept with fewer bits: 16, 8 or 4 in place of 32. The model becomes two to eight times smaller and loses a little accuracy, more with 4 bits. No training is needed.',
      'zh-CN':
        '用更少的位数保存权重：16、8 或 4 位代替 32 位。模型缩小到二分之一至八分之一，准确率略降，4 位时降得多些。不需要训练。',
    },
    related: ['pruning', 'parameters', 'compression'],
  },
  {
    id: 'pruning',
    term: { en: 'Pruning', 'zh-CN': '剪枝' },
    names: ['prune', 'pruned', 'sparsity', 'remove weights', '稀疏'],
    text: {
      en: 'Parts of a model that do least are cut away: single weights, heads or whole units. A short training afterwards, best from the teacher, wins most of the loss back.',
      'zh-CN':
        '剪掉模型中作用最小的部分：单个权重、注意力头或整个单元。之后短暂训练一下（最好由教师教），大部分损失就补回来了。',
    },
    related: ['quantisation', 'compression', 'distillation'],
  },
  {
    id: 'compression',
    term: { en: 'Compression', 'zh-CN': '压缩' },
    names: ['compress', 'compressed', 'pareto', '压缩版', '帕累托'],
    asked: ['make it smaller', 'how small', '变小'],
    everyday: true,
    text: {
      en: 'All ways to make a model smaller: distil, prune, quantise, usually in this order. The chart of size against accuracy shows which smaller forms are worth it: those that no other one beats in both.',
      'zh-CN':
        '让模型变小的各种办法：蒸馏、剪枝、量化，通常按此顺序。大小对准确率的图显示哪些值得：没有别的能在两方面都胜过它的那些。',
    },
    related: ['distillation', 'pruning', 'quantisation', 'model-files'],
  },
  {
    id: 'model-files',
    term: { en: 'Model files', 'zh-CN': '模型文件' },
    names: ['safetensors', 'gguf', 'onnx', 'hugging face', 'file format', '导出', '文件格式'],
    asked: [
      'take the student out',
      'download the model',
      'use elsewhere',
      'run it outside',
      '把学生带走',
      '下载模型',
      'export the student',
      'get the model out',
      'use it in python',
      '导出学生',
      '导出模型',
      'python',
      'llama.cpp',
    ],
    everyday: true,
    text: {
      en: 'Forms in which a student leaves the page: safetensors with config and tokeniser (a Hugging Face folder), GGUF for llama.cpp, ONNX for runtimes, PyTorch to go on training, or one web page that runs it. The weights are the same in all.',
      'zh-CN':
        '学生离开页面的形式：safetensors 加配置和分词器（Hugging Face 文件夹）、供 llama.cpp 使用的 GGUF、供各种运行时使用的 ONNX、可继续训练的 PyTorch，或一个能运行它的网页。权重都一样。',
    },
    related: ['compression', 'token', 'parameters'],
  },
  {
    id: 'privacy',
    term: { en: 'What stays on this device', 'zh-CN': '留在本设备上的内容' },
    names: ['privacy', 'on this device', 'nothing leaves the page', '隐私', '不会离开本设备', '在本设备上'],
    asked: [
      'server',
      'upload',
      'uploaded',
      'internet',
      'offline',
      '服务器',
      '上传',
      '联网',
      'does my data leave the page',
      'is my data uploaded',
      'is there a server',
      'does it need the internet',
      'works offline',
      'who sees my data',
      '数据会上传吗',
      '有服务器吗',
      '需要联网吗',
      '离线',
      'leaves my device',
      'what is sent',
      'stored where',
      '离开设备',
      '发到服务器',
      '离开 设备',
      'anything sent',
    ],
    everyday: true,
    text: {
      en: 'Everything: training, chat, your sentences and data sets, models and runs. There is no server and no account; once loaded, the page works offline. Only a language model that you connect yourself is sent text, after you have agreed, and a link that you share holds the settings, never data.',
      'zh-CN':
        '全部：训练、聊天、您的句子和数据集、模型和运行记录。没有服务器，也没有账号；载入之后离线也能用。只有您自己连接的语言模型会收到文字，而且要先经您同意；您分享的链接只含设置，从不含数据。',
    },
    related: ['language-model', 'model-files', 'checkpoint'],
  },
];
