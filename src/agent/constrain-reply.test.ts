import { describe, expect, it } from 'vitest';
import tokenizer from '../../public/models/agent-teacher/tokenizer.json?raw';
import { replyWordsOf } from '../corpus/dialogue';
import { generateDialogues } from '../corpus/generate';
import { phrasebook } from '../corpus/phrasebook';
import { Tokenizer } from '../data/tokenizer';
import { createConstraint } from './constrain';
import { copiedReply, ordinaryWords } from './constrain-reply';
import { tools } from './registry';
import { encodeTranscript } from './transcript';
import { SPECIAL_TOKENS } from './types';

const codec = Tokenizer.fromJson(tokenizer);
const replies = new Map([...phrasebook].map(([name, { replies: list }]) => [name, list]));

/** Whether the grammar lets a reply be said. */
function says(
  reply: string,
  texts: readonly string[],
  templates: readonly string[] | null,
  sums: readonly string[] = [],
): boolean {
  const ordinary = templates && new Set(ordinaryWords(templates));
  const grammar = copiedReply({ texts, sums, ordinary }, codec, 48);
  let step = grammar.next();
  for (const id of [...codec.encode(` ${reply}`), codec.special('<eos>')]) {
    if (step.done || !step.value.includes(id)) return false;
    step = grammar.next(id);
  }
  return step.done === true;
}

describe('a reply after calls', () => {
  const said = ['12.5 % of 80', '10'];

  it('has no number but those of results, arguments and words', () => {
    for (const templates of [null, ["that's {result}", '{result}']]) {
      expect(says("that's 10", said, templates)).toBe(true);
      expect(says('12.5', said, templates)).toBe(true);
      expect(says("that's 100", said, templates)).toBe(false);
      expect(says("that's 1", said, templates)).toBe(false);
      expect(says("that's 10.5", said, templates)).toBe(false);
      expect(says('810', said, templates)).toBe(false);
    }
    // a sum is told as a whole or not at all
    const sum = ['80 * 12.5 / 100'];
    const templates = ['{expression} = {result}', "that's {result}"];
    expect(says('80 * 12.5 / 100 = 10', said, templates, sum)).toBe(true);
    expect(says("that's 100", said, templates, sum)).toBe(false);
    expect(says('80 / 100 = 10', said, templates, sum)).toBe(false);
    expect(says('alarm set for 07:30', ['wake me at half past 7', '07:30'], null)).toBe(true);
    expect(says('alarm set for 07:35', ['wake me at half past 7', '07:30'], null)).toBe(false);
  });

  it('has no name but theirs, where the words of replies are known', () => {
    const texts = ['remind me to call mom', 'call mom'];
    const templates = ['added {result}', '{result} is on your list.'];
    expect(says('added call mom', texts, templates)).toBe(true);
    expect(says('call mom is on your list.', texts, templates)).toBe(true);
    expect(says('added call dad', texts, templates)).toBe(false);
    expect(says('added call mo', texts, templates)).toBe(false);
    expect(says('added call dad', texts, null)).toBe(true);
  });

  it('never stands in the way of a right reply', async () => {
    const dialogues = [
      ...(await generateDialogues({ seed: 11, count: 300, split: 'train', talks: 0.3 })),
      ...(await generateDialogues({ seed: 11, count: 150, split: 'both' })),
    ];
    const refused = dialogues.flatMap(({ transcript }) => {
      const constraint = createConstraint({
        codec,
        tools,
        user: transcript.user,
        replyWords: replyWordsOf(replies),
      });
      const { ids, agentMask } = encodeTranscript(transcript, codec);
      let steps = 0;
      for (const [i, id] of ids.entries()) {
        if (!agentMask[i]) continue;
        if (!constraint.allowed().includes(id))
          return [`${transcript.user}: ${transcript.say} at ${codec.decode([id])}`];
        constraint.advance(id);
        if (SPECIAL_TOKENS[id] === '<result>') constraint.addResult(transcript.steps[steps++]!.result);
      }
      return [];
    });
    expect(refused).toEqual([]);
  }, 120_000);
});
