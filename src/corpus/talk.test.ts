// Talks: every turn is right in the world that those before it left, can be written under the grammar with what was said before at
// hand, and says nothing in training that belongs to tests.

import { beforeAll, describe, expect, it } from 'vitest';
import { createConstraint } from '../agent/constrain';
import { errorResult, MOST_TURNS } from '../agent/loop';
import { runCall, tools } from '../agent/registry';
import { encodeTurns, formatTranscript, parseTurns } from '../agent/transcript';
import { SPECIAL_TOKENS } from '../agent/types';
import { Tokenizer } from '../data/tokenizer';
import tokenizer from '../../public/models/agent-teacher/tokenizer.json?raw';
import { RetortError } from '../lib/errors';
import { onSide } from './clause';
import { type Dialogue, transcriptsOf, turnsOf } from './dialogue';
import { encodeDialogues } from './encode';
import { generateDialogues } from './generate';
import data from './phrases/talk.json';
import { SUBSTITUTES } from './substitutes';
import { worldEnvironment } from './world';

const codec = Tokenizer.fromJson(tokenizer);
let talks: Dialogue[];
let unseen: Dialogue[];

beforeAll(async () => {
  talks = await generateDialogues({ seed: 5, count: 800, split: 'train', talks: 1 });
  unseen = await generateDialogues({ seed: 5, count: 300, split: 'both', talks: 1 });
}, 120_000);

/** What of a talk's turns the grammar refuses, each turn knowing those before it. */
function refused(dialogue: Dialogue): string[] {
  const turns = transcriptsOf(dialogue);
  return turns.flatMap((turn, k) => {
    const constraint = createConstraint({ codec, tools, user: turn.user, before: turns.slice(0, k) });
    const { ids, agentMask } = encodeTurns([turn], codec);
    let steps = 0;
    for (const [i, id] of ids.entries()) {
      if (!agentMask[i]) continue;
      if (!constraint.allowed().includes(id))
        return [
          `${turns.map(({ user }) => user).join(' | ')}: ${formatTranscript(turn)} at ${codec.decode([id])}`,
        ];
      constraint.advance(id);
      if (SPECIAL_TOKENS[id] === '<result>') constraint.addResult(turn.steps[steps++]!.result);
    }
    return [];
  });
}

describe('talks', () => {
  it('have two to four turns, and dialogues of one turn stay as they are without them', async () => {
    const lengths = new Set(talks.map((talk) => turnsOf(talk).length));
    expect([...lengths].sort()).toEqual([2, 3, MOST_TURNS]);
    const mixed = await generateDialogues({ seed: 9, count: 200, split: 'train', talks: 0.3 });
    const alone = await generateDialogues({ seed: 9, count: 200, split: 'train' });
    const several = mixed.filter(({ later }) => later !== undefined);
    expect(several.length).toBeGreaterThan(35);
    expect(several.length).toBeLessThan(85);
    for (const [i, dialogue] of mixed.entries()) if (!dialogue.later) expect(dialogue).toEqual(alone[i]);
  });

  it('happen in one world, which each turn finds as the last one left it', async () => {
    for (const talk of [...talks, ...unseen]) {
      const environment = worldEnvironment(talk.world);
      for (const { transcript, golds } of turnsOf(talk)) {
        expect(golds[0]!.map(({ name }) => name)).toEqual(transcript.plan);
        for (const { call, result } of transcript.steps) {
          const again = await runCall(call, environment).catch((error: unknown) => {
            if (error instanceof RetortError) return errorResult(error);
            throw error;
          });
          expect(again).toBe(result);
        }
      }
    }
  });

  it('can be written under the grammar, with what was said before', () => {
    expect([...talks, ...unseen].flatMap(refused)).toEqual([]);
  });

  it('are written and read back as one text', () => {
    for (const talk of talks.slice(0, 100)) {
      const turns = transcriptsOf(talk);
      expect(parseTurns(turns.map(formatTranscript).join(''))).toEqual(turns);
      for (const { say, user } of turns) {
        expect(say).not.toBe('');
        expect(`${say} ${user}`).not.toMatch(/[{}|\p{Cc}]|undefined|\$\d/u);
      }
    }
  });

  it('fit the context of a dialogue', () => {
    const { dropped, rows } = encodeDialogues(talks.map(transcriptsOf), codec);
    expect(dropped).toBe(0);
    const eos = codec.special('<eos>');
    const whole = rows.filter(
      ({ ids }, i) => ids.filter((id) => id === eos).length === turnsOf(talks[i]!).length,
    );
    expect(whole.length).toBeGreaterThan(0.97 * talks.length);
  });

  it('have turns that could not be written without those before them', () => {
    const kinds = talks.flatMap(({ later }) => later!.filter(({ transcript }) => transcript.plan.length > 0));
    const alone = kinds.filter(({ transcript }) => {
      const constraint = createConstraint({ codec, tools, user: transcript.user });
      const { ids, agentMask } = encodeTurns([transcript], codec);
      let steps = 0;
      for (const [i, id] of ids.entries()) {
        if (!agentMask[i]) continue;
        if (!constraint.allowed().includes(id)) return false;
        constraint.advance(id);
        if (SPECIAL_TOKENS[id] === '<result>') constraint.addResult(transcript.steps[steps++]!.result);
      }
      return true;
    });
    expect(kinds.length).toBeGreaterThan(800);
    expect(alone.length).toBeLessThan(0.85 * kinds.length);
  });
});

describe('phrases/talk.json', () => {
  const lists = (node: unknown, name = ''): [string, string[]][] => {
    if (Array.isArray(node))
      return node.every((entry) => typeof entry === 'string')
        ? [[name, node as string[]]]
        : node.flatMap((entry, i) => lists(entry, `${name}.${i}`));
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) => lists(value, `${name}.${key}`));
  };

  it('keeps lines of every list for tests, on one side only', () => {
    const said = lists(data).filter(([name]) => !/openings|replies/.test(name));
    expect(said.length).toBeGreaterThan(60);
    for (const [name, lines] of said) {
      expect(new Set(lines).size, name).toBe(lines.length);
      expect(onSide(lines, 'test').length, name).toBeGreaterThan(0);
    }
  });

  it('has a draw for every list of what can take another’s place', () => {
    for (const name of [...Object.keys(data.more), ...Object.keys(data.fix)])
      expect(SUBSTITUTES[name], name).toBeDefined();
  });
});
