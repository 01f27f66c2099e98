import { describe, expect, it } from 'vitest';
import { tools } from '../agent/registry';
import type { Classifier } from '../tasks/intents/classifier';
import type { Events, Speaker } from '../protocol/messages';
import { parseEvent } from '../protocol/parse';
import { intentTurn } from './intent-turn';

const labels = ['coin', 'calculate', 'time', 'none', 'dice', 'timer', 'alarm'];
const sure = (of: string): Pick<Classifier, 'labels' | 'classify'> => ({
  labels,
  classify: () => Promise.resolve(Float32Array.from(labels, (label) => (label === of ? 0.7 : 0.05))),
});

async function turn(
  text: string,
  classifiers: [Speaker, ReturnType<typeof sure>][],
  speaker: Speaker = 'student',
) {
  const posted: { name: string; payload: unknown }[] = [];
  await intentTurn({
    post: (name, payload) => void posted.push(parseEvent({ name, payload })),
    command: { id: 3, text, speaker, constrained: true, sampling: 0 },
    classifiers: new Map(classifiers),
    tools,
  });
  const [first, ...rest] = posted;
  expect(first!.name).toBe('chat.intents');
  return { intents: first!.payload as Events['chat.intents'], rest };
}

describe('intentTurn', () => {
  it('shows what each model makes of it, the speaker’s likeliest first, and runs the tool', async () => {
    const { intents, rest } = await turn('flip a coin', [
      ['student', sure('coin')],
      ['teacher', sure('alarm')],
    ]);
    expect(intents.intent).toBe('coin');
    expect(intents.ranked[0]).toEqual({
      intent: 'coin',
      probability: { student: expect.closeTo(0.7), teacher: expect.closeTo(0.05) },
    });
    expect(intents.ranked.map(({ intent }) => intent)).toContain('alarm'); // the teacher's first choice
    expect(rest.map(({ name }) => name)).toEqual(['chat.call', 'chat.call']);
    expect(rest[1]!.payload).toMatchObject({
      call: { name: 'coin', args: ['1'] },
      result: expect.stringMatching(/heads|tails/),
    });
  });

  it('runs nothing where the words leave an argument open, or no tool has that name', async () => {
    const open = await turn('what is 3 plus 4', [['student', sure('calculate')]]);
    expect(open.intents.missing).toEqual(['expression']);
    expect(open.rest).toEqual([]);
    expect((await turn('hello', [['student', sure('none')]])).rest).toEqual([]);
  });

  it('refuses a speaker that has no weights', async () => {
    await expect(turn('hello', [['student', sure('none')]], 'baseline')).rejects.toThrow(/no baseline/);
  });
});
