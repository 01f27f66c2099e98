// What the page says, in the reader's language.

const en = {
  what: 'A small agent that runs in this page alone: nothing leaves it.',
  english: 'It reads and writes English.',
  facts: 'What it is',
  conversation: 'Conversation',
  message: 'Message',
  placeholder: 'Ask for something…',
  send: 'Send',
  stop: 'Stop',
  you: 'You',
  plan: 'Plan',
  noTool: 'no tool',
  running: 'running…',
  toolCall: (name: string) => `Tool call: ${name}`,
  timer: (label: string) => `Timer: ${label} is over.`,
  alarm: (time: string) => `Alarm: it is ${time}.`,
  broken: 'It lost its thread. Write a shorter message, or other words.',
  notHere: 'There is no training on this page. Ask for something else.',
  tryThese: 'Try one of these, or write your own:',
};
export type Words = typeof en;

const zh: Words = {
  what: '一个只在本网页中运行的小智能体：数据不会离开本页。',
  english: '它读写英文。',
  facts: '它是什么',
  conversation: '对话',
  message: '消息',
  placeholder: '提个要求…',
  send: '发送',
  stop: '停止',
  you: '您',
  plan: '计划',
  noTool: '不用工具',
  running: '运行中…',
  toolCall: (name) => `工具调用：${name}`,
  timer: (label) => `计时器：${label} 到了。`,
  alarm: (time) => `闹钟：现在 ${time}。`,
  broken: '它没能说完。请写短一点，或换个说法。',
  notHere: '本页不能训练。请提别的要求。',
  tryThese: '试试其中一个，或自己写：',
};

export const isChinese = /^zh\b/i.test(navigator.language);
export const words: Words = isChinese ? zh : en;
