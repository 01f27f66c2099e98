// What is remembered of a teacher's insides: the same as asked for live, however batches are put together; once a row; bounded; and none
// of dialogues that were only written.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Batch, tokenBatch, type TokenRow } from '../../data/batches';
import { type Sentence, sentenceBatch } from '../../data/sentences';
import { SPECIAL_TOKENS, type TokenCodec } from '../../agent/types';
import { dispose, memory, read, tensor, type Tensor } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { createRng } from '../../lib/rng';
import golden from '../../models/fixtures/distill-ten-steps.json';
import { initEncoder, initTransformer } from '../../models/init';
import { encoderModel, type Model, transformerModel } from '../../models/model';
import { type Taps, tidyTaps, type Want } from '../../models/taps';
import { parseTransformerConfig } from '../../models/llama';
import { tappedTargets } from './tapped-targets';
import { liveTargets, type Targets, type TeacherTargets } from './targets';
import { writtenTargets } from './written-targets';

beforeAll(() => useBackend('cpu'));

const V = 11;
const config = { ...parseTransformerConfig(JSON.stringify(golden.studentConfig)), vocab_size: V };
const codec = { special: (token: string) => SPECIAL_TOKENS.indexOf(token as '<pad>') } as TokenCodec;
const rng = createRng(7);
const rows = Array.from({ length: 8 }, (): TokenRow => {
  const ids = Array.from({ length: 4 + rng.int(8) }, () => 1 + rng.int(V - 1));
  return { ids, agentMask: ids.map((_, i) => Number(i > 1)), gold: false };
});
const batchOf = (numbers: readonly number[]): Batch =>
  tokenBatch(
    numbers.map((i) => rows[i]!),
    numbers,
    codec,
  );
const WANT: Want = { hidden: [0, 1], attention: [0], relations: [0] };

/** Counts the rows that it reads for their taps. */
function counting(model: Model) {
  let asked = 0;
  const teacher: Model = {
    ...model,
    forward(inputs, options) {
      if (options?.want) asked += inputs.shape[0]!;
      return model.forward(inputs, options);
    },
  };
  return { teacher, asked: () => asked };
}

const named = ({ hidden, attention, relations }: Taps): Record<string, Tensor> => ({
  ...Object.fromEntries([...(hidden ?? [])].map(([l, x]) => [`hidden ${l}`, x])),
  ...Object.fromEntries([...(attention ?? [])].map(([l, x]) => [`attention ${l}`, x])),
  ...Object.fromEntries(
    [...(relations ?? [])].flatMap(([l, of]) => Object.entries(of).map(([part, x]) => [`${part} ${l}`, x])),
  ),
});

/** A step's turn and question. */
async function answer(targets: Targets, batch: Batch, student: Model): Promise<TeacherTargets> {
  const learnt = await targets.prepare!(batch, {
    arm: 'student',
    settings: {},
    step: 0,
    temperature: 1,
    lambda: 0.5,
    student,
    want: WANT,
  });
  expect(learnt).toBe(batch);
  const inputs = tensor(batch.inputs, batch.shape);
  const positions = batch.positions && tensor(batch.positions, [batch.positions.length]);
  const said = tidyTaps(() => targets.ask(batch, { inputs, positions, temperature: 1, want: WANT }));
  dispose([inputs, ...(positions ? [positions] : [])]);
  return said;
}

/** That taps are alike at the places that count, the rest being padding. */
async function expectAlike(got: Taps, live: Taps, ends: readonly number[]): Promise<void> {
  const [a, b] = [named(got), named(live)];
  expect(Object.keys(a)).toEqual(Object.keys(b));
  for (const [name, x] of Object.entries(a)) {
    expect(x.shape).toEqual(b[name]!.shape);
    const [mine, theirs] = [await read(x), await read(b[name]!)];
    const [T, W] = [x.shape.at(-2)!, x.shape.at(-1)!];
    const perRow = x.size / x.shape[0]!;
    let compared = 0;
    mine.forEach((value, i) => {
      const [k, t] = [Math.floor(i / perRow), Math.floor(i / W) % T];
      if (t >= ends[k]! || (name.startsWith('attention') && i % W >= ends[k]!)) return;
      compared++;
      // padding to another length changes the order of a few float32 sums
      expect(Math.abs(value - theirs[i]!), name).toBeLessThan(1e-5);
    });
    expect(compared).toBeGreaterThan(10);
  }
}

const free = (said: TeacherTargets) =>
  dispose([said.logits, ...(said.present ? [said.present] : []), ...Object.values(named(said))]);

describe('taps of dialogues', () => {
  const model = () => transformerModel(config, initTransformer(config, 2), false);
  const endsOf = (numbers: readonly number[]) => numbers.map((i) => rows[i]!.ids.length - 1);

  it('are those of the live teacher, asked for once a row, in any batch, and leave no tensor', async () => {
    const { teacher, asked } = counting(model());
    const targets = tappedTargets({ teacher, answers: liveTargets(teacher) });
    let before = 0;
    for (const [i, numbers] of [
      [3, 1, 5],
      [5, 0, 3],
      [1, 1, 0],
      [7, 3],
    ].entries()) {
      const batch = batchOf(numbers);
      if (i === 2) before = memory().numTensors;
      const said = await answer(targets, batch, teacher);
      const live = tidyTaps(() =>
        teacher.forward(tensor(batch.inputs, batch.shape), {
          positions: tensor(batch.positions!, [batch.positions!.length]),
        }),
      );
      const full = tidyTaps(() => model().forward(tensor(batch.inputs, batch.shape), { want: WANT }));
      await expectAlike(said, full, endsOf(numbers));
      expect(await read(said.logits)).toEqual(await read(live.logits));
      expect(said.tapped).toBeUndefined();
      free(said);
      free(full);
      live.logits.dispose();
    }
    expect(before).toBeGreaterThan(0);
    expect(asked()).toBe(5); // rows 3, 1, 5, 0 and 7
    dispose(teacher.params);
  });

  it('are asked for anew where there is no room, and are the same', async () => {
    const { teacher, asked } = counting(model());
    const targets = tappedTargets({ teacher, answers: liveTargets(teacher), bytes: 0 });
    for (let turn = 1; turn <= 2; turn++) {
      const said = await answer(targets, batchOf([2, 4]), teacher);
      const full = tidyTaps(() => {
        const batch = batchOf([2, 4]);
        return teacher.forward(tensor(batch.inputs, batch.shape), { want: { ...WANT } });
      });
      await expectAlike(said, full, endsOf([2, 4]));
      free(said);
      free(full);
      expect(asked()).toBe(4 * turn); // two by the targets, two live
    }
    dispose(teacher.params);
  });

  it('are none of dialogues that were only written, whose stand-ins stay', async () => {
    const { teacher, asked } = counting(model());
    const isWritten = (row: number) => row < 4;
    const answers = writtenTargets(liveTargets(teacher), isWritten, V);
    const targets = tappedTargets({ teacher, answers, asksAbout: (row) => !isWritten(row) });
    const said = await answer(targets, batchOf([6, 1, 5]), teacher);
    expect(said.tapped).toEqual([0, 2]);
    expect(said.hidden!.get(1)!.shape[0]).toBe(2);
    expect(said.logits.shape[0]).toBe(batchOf([6, 1, 5]).labels.length);
    const none = await answer(targets, batchOf([0, 3]), teacher);
    expect(none.tapped).toEqual([]);
    expect(none.hidden).toBeUndefined();
    expect(asked()).toBe(2);
    free(said);
    free(none);
    dispose(teacher.params);
  });
});

describe('taps of sentences', () => {
  it('are of the whole sentence, whatever words went missing, and end where the teacher stopped reading', async () => {
    const encoder = { ...config, classes: 3, pad_token_id: 0 };
    const teacher = encoderModel(encoder, initEncoder(encoder, 3));
    const whole: Sentence[] = [
      { ids: Int32Array.of(3, 4, 5, 6, 7, 8), label: 0 },
      { ids: Int32Array.of(2, 9), label: 1 },
    ];
    const heard = whole.map(({ ids, label }) => ({ ids: ids.subarray(0, 5), label }));
    const batch = sentenceBatch({ sentences: whole, rows: [1, 0], labelled: new Set() });
    const gaps = { ...batch, inputs: batch.inputs.map((id) => (id === 4 ? 0 : id)) };
    const targets = tappedTargets({
      teacher,
      answers: liveTargets(teacher),
      batchOf: (rows) => sentenceBatch({ sentences: heard, rows, labelled: new Set() }),
      lengthOf: (row) => heard[row]!.ids.length,
    });
    const said = await answer(targets, gaps, teacher);
    expect([...(await read(said.present!))]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0]);
    const full = tidyTaps(() => {
      const { inputs, shape } = sentenceBatch({ sentences: heard, rows: [1, 0], labelled: new Set() });
      return teacher.forward(tensor(inputs, shape), { want: WANT });
    });
    await expectAlike(said, full, [2, 5]);
    free(said);
    free(full);
    dispose(teacher.params);
  });
});
