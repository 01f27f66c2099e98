import { describe, expect, it } from 'vitest';
import { encodeTranscript } from '../agent/transcript';
import type { Transcript } from '../agent/types';
import { goldRows, mixedRows } from './agent-data';
import { trainTokenizer } from './tokenizer';

const transcript = (user: string, say: string): Transcript => ({ user, plan: [], steps: [], say });
const transcripts = [
  transcript('hello', 'hi there'),
  transcript('thanks', 'you are welcome'),
  transcript('bye', 'so long'),
];
const codec = trainTokenizer(
  transcripts.flatMap(({ user, say }) => [user, say]),
  280,
);
const teacher = ['hey', 'no problem', 'see you'].map((say, i) =>
  encodeTranscript({ ...transcripts[i]!, say }, codec),
);

describe('mixedRows', () => {
  const options = { gold: new Map([[1, [transcripts[1]!]]]), teacher, codec, context: 128 };

  it('takes the right transcript where there is a label, else the teacher’s', () => {
    const rows = mixedRows(options);
    expect(rows.map(({ gold }) => gold)).toEqual([false, true, false]);
    expect(codec.decode(rows[0]!.ids)).toBe('<user> hello<plan> none<say> hey<eos>');
    expect(codec.decode(rows[1]!.ids)).toBe('<user> thanks<plan> none<say> you are welcome<eos>');
  });

  it('leaves out what does not fit and what the teacher never finished', () => {
    const unfinished = { ids: teacher[0]!.ids.slice(0, -1), agentMask: teacher[0]!.agentMask.slice(0, -1) };
    expect(mixedRows({ ...options, teacher: [unfinished, teacher[1]!, teacher[2]!] })).toHaveLength(2);
    const context = teacher[2]!.ids.length - 1;
    const rows = mixedRows({ ...options, context });
    expect(rows.every(({ ids }) => ids.length - 1 <= context)).toBe(true);
    expect(rows.some(({ ids }) => ids.length - 1 === context)).toBe(true);
  });

  it('keeps of a dialogue the turns that fit, with all those before them', () => {
    const gold = new Map([[1, transcripts.slice(1)]]);
    const whole = mixedRows({ ...options, gold })[1]!;
    expect(codec.decode(whole.ids)).toBe(
      '<user> thanks<plan> none<say> you are welcome<eos><user> bye<plan> none<say> so long<eos>',
    );
    const [, cut] = mixedRows({ ...options, gold, context: whole.ids.length - 2 });
    expect(codec.decode(cut!.ids)).toBe('<user> thanks<plan> none<say> you are welcome<eos>');
    expect(cut!.agentMask).toHaveLength(cut!.ids.length);
  });

  it('refuses transcripts of other prompts', () => {
    expect(() => mixedRows({ ...options, teacher: teacher.slice(1) })).toThrow(
      /transcript 1 answers another/,
    );
    expect(() => mixedRows({ ...options, teacher: teacher.slice(0, 1) })).toThrow(/another prompt.*Reload/);
  });
});

describe('goldRows', () => {
  it('encodes what fits', () => {
    const dialogues = transcripts.map((one) => [one]);
    expect(goldRows(dialogues, codec, 128)).toHaveLength(3);
    expect(goldRows(dialogues, codec, 4)).toHaveLength(0);
  });
});
