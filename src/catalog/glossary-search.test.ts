import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { turnsOf } from '../corpus/dialogue';
import { generateDialogues } from '../corpus/generate';
import { glossary } from './glossary';
import { answerFrom } from './glossary-search';

const idsFor = (message: string): string[] => answerFrom(message)?.entries.map(({ id }) => id) ?? [];
const answers = (message: string): boolean => answerFrom(message)?.known === true;

describe('what is asked about the playground', () => {
  it.each([
    ['why t squared', 't-squared'],
    ['why is the kl multiplied by t squared', 't-squared'],
    ['Why do you multiply the KL with T^2?', 't-squared'],
    ['为什么损失要乘 T²', 't-squared'],
    ['what is lambda', 'lambda'],
    ['λ 等于 0 会怎样', 'lambda'],
    ['what is too high a T, and where is it seen?', 'temperature-too-high'],
    ['how would I notice that the temperature is too large', 'temperature-too-high'],
    ['温度太高会怎样', 'temperature-too-high'],
    ['can a teacher be too big?', 'capacity-gap'],
    ['is a bigger teacher better', 'capacity-gap'],
    ['is there such a thing as a teacher that is too strong', 'capacity-gap'],
    ['教师越大越好吗', 'capacity-gap'],
    ['forward or reverse kl?', 'reverse-kl'],
    ['should i use forward kl or reverse kl', 'reverse-kl'],
    ['正向KL与反向KL哪个好', 'reverse-kl'],
    ['what does agreement tell that accuracy does not', 'agreement'],
    ['一致率和准确率有什么区别', 'agreement'],
    ['what is dark knowledge', 'dark-knowledge'],
    ['why do we need a baseline', 'baseline'],
    ['does my data leave the page', 'privacy'],
    ['我的数据会上传吗', 'privacy'],
    ['what does a higher temperature do to the gradients', 't-squared'],
    ['what is the effect of T on the size of the gradient', 'gradient'],
    ['does the student see the labels', 'hard-labels'],
    ['are the labels shown to the student?', 'hard-labels'],
    ['学生看得到正确答案吗', 'hard-labels'],
    ['how do I know the win is not luck', 'interval'],
    ['could the gain just be chance', 'interval'],
    ['怎么知道不是运气', 'interval'],
    ['can I use this offline', 'privacy'],
    ['断网还能用吗', 'privacy'],
    ['what leaves my computer', 'privacy'],
    ['will my texts be sent anywhere', 'privacy'],
    ['why is a small model quicker', 'parameters'],
    ['为什么学生比老师快', 'parameters'],
    ['what is the point of on-policy training', 'on-policy'],
    ['什么是在策略蒸馏', 'on-policy'],
    ['may the student surpass the teacher', 'student'],
    ['学生会不会比老师强', 'student'],
    ['how many minutes does a run need', 'run-time'],
    ['一次运行要几分钟', 'run-time'],
    ['do I lose my run when I close the tab', 'checkpoint'],
    ['can gemini be used as a teacher', 'language-model'],
    ['how do I put a wrong reply right', 'corrections'],
    ['where do I start', 'first-steps'],
    ['怎么分享给同事', 'sharing'],
    ['forward or reverse kl', 'reverse-kl'],
    ['learning rate too high', 'learning-rate'],
  ])('%s: %s', (message, id) => {
    expect(answers(message)).toBe(true);
    expect(idsFor(message)).toContain(id);
  });

  it('is answered for every term, however it is asked', () => {
    const frames = {
      en: ['what is %', 'what does % mean?', 'explain % to me', 'so, how does % work?', '%'],
      'zh-CN': ['%是什么', '什么是%？', '%有什么用', '解释一下%'],
    } as const;
    for (const locale of ['en', 'zh-CN'] as const) {
      const asked = glossary.flatMap(({ id, term }) =>
        frames[locale].map((frame) => ({
          id,
          message: frame.replace('%', term[locale].replace(/\s*[（(].*/, '')),
        })),
      );
      const missed = asked.filter(({ id, message }) => !idsFor(message).includes(id));
      expect(missed.length / asked.length, missed.map(({ message }) => message).join('\n')).toBeLessThan(
        0.03,
      );
    }
  });

  it('is answered from two entries where two are asked about', () => {
    expect(idsFor('what is the difference between a checkpoint and a seed').sort()).toEqual([
      'checkpoint',
      'seed',
    ]);
  });

  it.each([
    'how does mixup change the soft targets',
    'why does lambda have a greek name',
    'is softmax the bottleneck of every transformer on earth',
  ])('is admitted not to be known: %s', (message) => expect(answerFrom(message)?.known).toBe(false));
});

describe('what is said to the agent', () => {
  it.each([
    'what is 2 squared',
    'what is the square root of 16',
    'what is the weather',
    'what is the temperature in tokyo',
    'how hot is it outside',
    'set the temperature to 4',
    'can you set lambda to 0.3',
    'could you please start training',
    'remind me to call my teacher',
    'what time does my teacher arrive',
    'who is the teacher of plato',
    'what are my plans for friday',
    'do you need labels for jam jars',
    'send this to my colleague',
    'how long is the flight',
    'what are the odds of a lucky draw',
    'is the class at 5',
    'why is the sky blue',
    'step on it',
    '今天天气怎么样',
    '我的老师叫什么名字',
  ])('is left to it: %s', (message) => expect(answerFrom(message)).toBeNull());

  it(
    'is left to it among all kinds of requests, and among what no tool serves',
    { timeout: 60_000 },
    async () => {
      const read = (file: string): unknown => JSON.parse(readFileSync(`bench/agent/${file}.json`, 'utf8'));
      const drawn = (
        await Promise.all(
          (['train', 'both'] as const).map((split) => generateDialogues({ seed: 11, count: 400, split })),
        )
      )
        .flat()
        .flatMap(turnsOf)
        .filter(({ transcript }) => !transcript.plan.includes('explain'))
        .map(({ transcript }) => transcript.user);
      const said = [
        ...drawn,
        ...(read('everyday') as { text: string }[]).map(({ text }) => text),
        ...(read('out-of-scope') as string[]),
      ];
      const taken = said.filter(answers);
      expect(said.length).toBeGreaterThan(1000);
      expect(taken.length / said.length, taken.join('\n')).toBeLessThan(0.004);
    },
  );
});

describe('the glossary', () => {
  it('has each entry once, related entries that exist, and both languages', () => {
    const ids = glossary.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, related, text } of glossary) {
      for (const other of related) expect(ids, `${id} → ${other}`).toContain(other);
      expect(related).not.toContain(id);
      expect(text['zh-CN'], id).toMatch(/\p{Script=Han}/u);
      expect(text.en, id).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
