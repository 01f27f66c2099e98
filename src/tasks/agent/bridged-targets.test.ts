// A teacher and a student of two vocabularies: where both read the same word, what is heard there, and a whole run of such a pair.

import { beforeAll, expect, it } from 'vitest';
import { encodeTurns, plainTexts } from '../../agent/transcript';
import { SPECIAL_TOKENS } from '../../agent/types';
import { methodInfo } from '../../catalog/catalog';
import { unfitOf } from '../../catalog/fits';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { transcriptsOf } from '../../corpus/dialogue';
import { tokenBatch, type TokenRow } from '../../data/batches';
import { type Tokenizer, trainTokenizer } from '../../data/tokenizer';
import { collect } from '../../distillation/testing';
import { liveTargets } from '../../distillation/targets/targets';
import { dispose, memory, read, tensor } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { upTo } from '../../lib/up-to';
import { transformerModel } from '../../models/model';
import { floatWeights } from '../../models/quantised';
import type { TransformerConfig } from '../../models/transformer-config';
import { type Experiment, prepareExperiment } from '../experiment';
import { bridge, bridgedTargets, translated } from './bridged-targets';
import { type TinyAgent, tinyAgent } from './testing';

let tiny: TinyAgent;
/** Smaller and larger than the teacher's 320. */
let codecs: Tokenizer[];

beforeAll(async () => {
  tiny = await tinyAgent();
  const texts = upTo(tiny.set.count).flatMap((i) =>
    transcriptsOf(tiny.set.dialogue(i)).flatMap((turn) => plainTexts(turn)),
  );
  codecs = [288, 600].map((size) => trainTokenizer(texts, size));
  await useBackend('fused');
}, 120_000);

const goldRow = (i: number, codec: Tokenizer): TokenRow => ({
  ...encodeTurns(transcriptsOf(tiny.set.dialogue(i)), codec),
  gold: true,
});

it('the same marks and words stand at both places, and nothing is lost', () => {
  for (const from of codecs)
    for (const i of upTo(tiny.set.count)) {
      const { ids, agentMask } = goldRow(i, from);
      const crossed = bridge(ids, from, tiny.tokenizer);
      const wanted = goldRow(i, tiny.tokenizer);
      expect(crossed.ids).toEqual(wanted.ids);
      expect(translated({ ids, agentMask }, from, tiny.tokenizer).agentMask).toEqual(wanted.agentMask);
      for (const [at, place] of crossed.places.entries()) {
        if (place < 0) continue;
        expect(from.decode(ids.slice(at))).toBe(tiny.tokenizer.decode(crossed.ids.slice(place)));
      }
      // every mark, and every word: what begins with a space
      for (const [at, id] of ids.entries())
        if (id < SPECIAL_TOKENS.length || from.decode([id]).startsWith(' '))
          expect(crossed.places[at], `${at} of ${from.decode(ids)}`).toBeGreaterThanOrEqual(0);
    }
});

it('what is not cut as the tokeniser cuts it is not heard from there on', () => {
  const [codec] = codecs as [Tokenizer];
  const { ids } = goldRow(0, codec);
  const say = ids.lastIndexOf(codec.special('<say>'));
  const text = codec.decode(ids.slice(say + 1, -1));
  const letters = [...text].flatMap((letter) => codec.encode(letter));
  const other = [...ids.slice(0, say + 1), ...letters, ids.at(-1)!];
  expect(other.length).toBeGreaterThan(ids.length);
  const { places, ids: crossed } = bridge(other, codec, tiny.tokenizer);
  expect(crossed).toEqual(bridge(ids, codec, tiny.tokenizer).ids);
  expect(places[say]).toBeGreaterThan(0);
  expect(places.at(-1)).toBe(-1);
});

it('hears what the teacher says of its own tokens, where a word begins, and of no row that it is not asked about, nor past what it can read', async () => {
  const [from] = codecs as [Tokenizer];
  const to = tiny.tokenizer;
  const teacher = transformerModel(
    tiny.teacher.network.config as TransformerConfig,
    floatWeights(tiny.teacher.weights),
    false,
  );
  const context = 128; // the first dialogue is longer
  const rows = [0, 1, 2].map((i) => goldRow(i, from));
  const batch = tokenBatch(rows, [0, 1, 2], from);
  const targets = bridgedTargets({
    ...{ teacher, context, from, to },
    idsOf: (row) => rows[row]!.ids,
    asksAbout: (row) => row !== 1,
  });
  const N = batch.labels.length;
  const asked = { inputs: tensor(batch.inputs, batch.shape), positions: undefined, temperature: 1 };
  const answer = targets.ask(batch, asked);
  const [logits, heard] = [await read(answer.logits), await read(answer.heard!)];
  const W = to.vocabSize;
  const theirs = [0, 1, 2].map((i) => goldRow(i, to));
  expect(theirs[0]!.ids.length).toBeGreaterThan(context + 1);
  const plain = tokenBatch(theirs, [0, 1, 2], to);
  const positions = tensor(plain.positions!, [plain.labels.length]);
  const whole = liveTargets(teacher).ask(plain, {
    ...{ inputs: tensor(plain.inputs, plain.shape), positions, temperature: 1 },
  });
  const said = await read(whole.logits);
  let compared = 0;
  for (const [n, position] of batch.positions!.entries()) {
    const b = Math.floor(position / batch.shape[1]);
    const at = (position % batch.shape[1]) + 1;
    const place = bridge(rows[b]!.ids, from, to).places[at]!;
    expect(heard[n]).toBe(Number(place > 0 && place <= context && b !== 1));
    if (!heard[n]) continue;
    const m = plain.positions!.indexOf(b * plain.shape[1] + place - 1);
    for (const k of upTo(W)) expect(Math.abs(logits[n * W + k]! - said[m * W + k]!)).toBeLessThan(1e-4);
    compared++;
  }
  expect(compared).toBeGreaterThan(N / 5);
  const swapped = { softLabels: { shift: 'swap' } };
  expect(() => targets.ask(batch, { ...asked, settings: swapped })).toThrow(/another vocabulary/);
  dispose([answer.logits, answer.heard!, whole.logits, positions, asked.inputs]);
  dispose(teacher.params);
});

const configOf = (fields: Partial<RunConfig>): RunConfig => {
  const { config, rejected } = parseRunConfig({
    ...{ task: 'agent', student: 'transformer-1x32', method: 'uld', steps: 40, batchSize: 8 },
    ...{ labelShare: 0.05, learningRate: 1e-2, temperature: 2, lambda: 0.1 },
    ...fields,
  });
  expect(rejected).toEqual([]);
  return config;
};

it('a student learns in its own tokens, and everyone is examined in theirs', async () => {
  const before = memory().numTensors;
  const experiment = await prepareExperiment(configOf({ settings: { uld: { tokens: 288 } } }), tiny.deps);
  const logs = await collect(experiment.stage.arms[0]!.train());
  const mean = (of: string, part: typeof logs) =>
    part.reduce((sum, { terms }) => sum + terms[of]!, 0) / part.length;
  expect(mean('writtenCe', logs.slice(-8))).toBeLessThan(0.8 * mean('writtenCe', logs.slice(0, 8)));

  const student = await experiment.bundle('student');
  expect([student.tokenizer!.vocabSize, tiny.tokenizer.vocabSize]).toEqual([288, 320]);
  const figures = async (arm: 'student' | 'teacher') => (await experiment.evaluate(arm))!.figures;
  expect(await figures('student')).toEqual({ accuracy: expect.any(Number) as number });
  // as if no student were there: the teacher reads and writes its own tokens
  const plain = await prepareExperiment(configOf({ method: 'hinton' }), tiny.deps);
  expect(await figures('teacher')).toEqual((await plain.evaluate('teacher'))!.figures);
  const written = async ({ writer }: Experiment) => (await (await writer('teacher'))!({})).figures;
  expect(await written(experiment)).toEqual(await written(plain));
  plain.dispose();
  expect((await (await experiment.writer('student'))!({})).written).toBeGreaterThan(0);
  const { arms } = await experiment.report();
  const [ours, theirs] = ['student', 'teacher'].map((arm) => arms.find((one) => one.arm === arm)!.figures);
  expect([Object.keys(ours!).includes('agreement'), Object.keys(theirs!).includes('accuracy')]).toEqual([
    false,
    true,
  ]);
  experiment.dispose();
  expect(memory().numTensors).toBe(before);
});

it('the more the sorted distance weighs, the nearer the student comes to how sure the teacher is', async () => {
  const ends: number[] = [];
  // the dialogues alone make it surer than this teacher, which knows next to nothing
  for (const weight of [0.1, 4]) {
    const config = configOf({ settings: { uld: { tokens: 288, weight } } });
    const experiment = await prepareExperiment(config, tiny.deps);
    const logs = await collect(experiment.stage.arms[0]!.train());
    ends.push(logs.slice(-8).reduce((sum, { terms }) => sum + terms['sorted']! / weight, 0));
    experiment.dispose();
  }
  expect(ends[1]).toBeLessThan(0.5 * ends[0]!);
});

it('goes through an assistant, which has the same tokens as the student', async () => {
  const fields = { assistants: ['transformer-1x32'], steps: 10, settings: { uld: { tokens: 288 } } };
  const experiment = await prepareExperiment(configOf(fields), tiny.deps);
  await collect(experiment.stage.arms[0]!.train());
  expect(await experiment.next()).toBe(true);
  for (const { terms } of await collect(experiment.stage.arms[0]!.train()))
    expect(terms['sorted']).toBeGreaterThan(0);
  const json = async (arm: 'assistant1' | 'student') => (await experiment.bundle(arm)).tokenizer!.toJson();
  expect(await json('assistant1')).toBe(await json('student'));
  experiment.dispose();
});

it('says what cannot be compared across vocabularies', async () => {
  const refused = (settings: RunConfig['settings'], fields: Partial<RunConfig> = {}) =>
    expect(prepareExperiment(configOf({ settings, ...fields }), tiny.deps)).rejects.toMatchObject({
      code: 'config-invalid',
    });
  await refused({ adaptive: { lambdaStep: 0.1 } });
  await refused({ curriculum: { by: 'entropy' } });
  await refused({ onPolicy: { share: 0.5 } });
  await refused({}, { moreTeachers: configOf({}).teacher });
  const two = configOf({ moreTeachers: configOf({}).teacher });
  const why = (fields: Partial<RunConfig>) => unfitOf(methodInfo('uld'), { ...configOf({}), ...fields });
  expect(why({})).toBe(null);
  expect(why(two)).toBe('teachers');
  expect(why({ task: 'intents' })).toBe('task');
  expect(why({ start: SHIPPED_TEACHER })).toBe('start');
  expect(why({ settings: { onPolicy: { share: 0.5 } } })).toBe('offPolicy');
});
