import { describe, expect, it } from 'vitest';
import { runCall, tools } from '../../agent/registry';
import type { ToolCall } from '../../agent/types';
import { type Dialogue, transcriptsOf, turnsOf } from '../../corpus/dialogue';
import { generateDialogues } from '../../corpus/generate';
import { phrasebook } from '../../corpus/phrasebook';
import { worldEnvironment } from '../../corpus/world';
import { judge } from './dialogue-outcome';

const call = (name: string, ...args: string[]): ToolCall => ({ name, args });
const replies = new Map([...phrasebook].map(([name, { replies: list }]) => [name, list]));
const by = { tools, replies };
const world = { now: Date.UTC(2025, 5, 2, 10), seed: 7, todo: ['milk'] };

/** A dialogue with these right answers, and the transcript of the first. */
async function dialogueOf(say: string, ...golds: ToolCall[][]): Promise<Dialogue> {
  const dialogue: Dialogue = {
    transcript: { user: '', plan: golds[0]!.map(({ name }) => name), steps: [], say },
    golds,
    ambiguous: false,
    world,
  };
  const environment = worldEnvironment(dialogue.world);
  for (const one of golds[0]!) {
    dialogue.transcript.steps.push({ call: one, result: await runCall(one, environment) });
  }
  return dialogue;
}

/** What is made of a model that makes these calls and says this. */
async function judged(dialogue: Dialogue, calls: ToolCall[], say: string) {
  const environment = worldEnvironment(dialogue.world);
  const steps = [];
  for (const one of calls) steps.push({ call: one, result: await runCall(one, environment) });
  const [outcome] = await judge([{ plan: calls.map(({ name }) => name), steps, say }], dialogue, by);
  return outcome!;
}

describe('the outcome of a dialogue', () => {
  it('is right in all respects for the corpus itself', async () => {
    const dialogues = await generateDialogues({ seed: 3, count: 60, split: 'both', talks: 0.5 });
    for (const dialogue of dialogues.filter((one) => turnsOf(one).every(({ ambiguous }) => !ambiguous))) {
      const turns = transcriptsOf(dialogue);
      for (const [k, outcome] of (await judge(turns, dialogue, by)).entries()) {
        const reply = turns[k]!.steps.length > 0 ? true : null;
        expect(outcome).toMatchObject({ exact: true, success: true, reply });
        expect(outcome.written).toBe(outcome.args.total);
      }
    }
  });

  it('judges each turn in the world that the ones before it left, and turns that were not written as wrong', async () => {
    const add = await dialogueOf('', [call('todo_add', 'eggs')]);
    const list = {
      plan: ['todo_list'],
      steps: [{ call: call('todo_list'), result: 'milk and eggs' }],
      say: '',
    };
    const talk = {
      ...add,
      later: [{ transcript: { user: '', ...list }, golds: [[call('todo_list')]], ambiguous: false }],
    };
    const [first, second] = await judge([add.transcript, list], talk, by);
    expect([first!.success, second!.success]).toEqual([true, true]);
    const forgotten = { ...list, steps: [{ call: call('todo_list'), result: 'milk' }] };
    expect((await judge([add.transcript, forgotten], talk, by))[1]).toMatchObject({
      exact: true,
      success: false,
    });
    const [, missing] = await judge([add.transcript], talk, by);
    expect(missing).toMatchObject({ exact: false, success: false, plan: false, intent: false });
  });

  it('counts another way to the same end as done, though not as the exact call', async () => {
    const sum = await dialogueOf('that is 5', [call('calculate', '2 + 3')]);
    expect(await judged(sum, [call('calculate', '3 + 2')], '')).toMatchObject({
      exact: false,
      success: true,
    });
    expect(await judged(sum, [call('calculate', '2 + 4')], '')).toMatchObject({ success: false });
    const both = await dialogueOf('', [call('todo_add', 'eggs'), call('timer', '5', 'min')]);
    const swapped = [call('timer', '5', 'min'), call('todo_add', 'eggs')];
    expect(await judged(both, swapped, '')).toMatchObject({ exact: false, success: true });
  });

  it('looks at what the world is like afterwards', async () => {
    const add = await dialogueOf('', [call('todo_add', 'eggs')]);
    const twice = [call('todo_add', 'eggs'), call('todo_add', 'eggs')];
    expect(await judged(add, twice, '')).toMatchObject({ success: false });
    const nothing = await dialogueOf('hello', []);
    expect(await judged(nothing, [], 'hi')).toMatchObject({ success: true, reply: null });
    expect(await judged(nothing, [call('timer', '5', 'min')], '')).toMatchObject({ success: false });
  });

  it('wants the right result in the reply, in any of the tool’s words', async () => {
    const coin = await dialogueOf('you got it', [call('coin', '1')]);
    const { result } = coin.transcript.steps[0]!;
    const wrong = result.includes('heads') ? 'tails' : 'heads';
    expect((await judged(coin, [call('coin', '1')], `it's ${result}`)).reply).toBe(true);
    expect((await judged(coin, [call('coin', '1')], `it's ${wrong}`)).reply).toBe(false);
    expect((await judged(coin, [call('coin', '1')], '')).reply).toBe(false);
  });
});
