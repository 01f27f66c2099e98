import { beforeAll, expect, it } from 'vitest';
import { parseSafetensors } from '../../models/safetensors';
import { createArm } from '../arms';
import { AdamW } from '../../engine/adamw';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { initMlp } from '../../models/init';
import { mlpModel } from '../../models/model';
import { fromParams } from '../../models/weights';
import { methodOf } from '../method';
import { collect, tinyRig } from '../testing';
import { selfTargets } from './self-targets';

beforeAll(() => useBackend('cpu'));

const createModel = () => mlpModel(initMlp([2, 6, 3], 1, 2));

/** An arm that teaches itself, and the rig around it. */
function taught(rate?: number, averages = true) {
  const rig = tinyRig(
    'mlp',
    'self-distillation',
    rate === undefined ? {} : { 'self-distillation': { rate } },
  );
  const arm = () =>
    createArm(
      'student',
      { createModel, createOptimizer: (params) => new AdamW(params, { clipNorm: 1 }), averages },
      { ...rig.options, rows: 'all', steps: 8 },
    );
  return { arm, close: () => rig.dispose() };
}

it('follows the student by its rate, .05 where nothing else is set, as float64 has it', async () => {
  for (const rate of [undefined, 0.5]) {
    const { arm, close } = taught(rate, false);
    const student = arm();
    const name = 'layers.0.weight';
    const weight = async () => (await fromParams(student.model.params))[name]!.data;
    let expected = Float64Array.from(await weight());
    const run = student.train();
    for (let step = 0; step < 5; step++) {
      const now = await weight();
      const r = rate ?? 0.05;
      expected = expected.map((a, i) => (1 - r) * a + r * now[i]!);
      await collect(run, 1);
      const teaching = parseSafetensors(await student.save())[`self.${name}`]!.data;
      // float32 sums of two products
      teaching.forEach((a, i) => expect(a).toBeCloseTo(expected[i]!, 6));
    }
    student.dispose();
    close();
  }
});

it('goes on bit for bit, and from a checkpoint of before by the average of all weights', async () => {
  const before = memory().numTensors;
  const { arm, close } = taught();
  const [whole, first, second, old] = [arm(), arm(), arm(), arm()];
  const curve = (await collect(whole.train())).map(({ loss }) => loss);
  await collect(first.train(), 3);
  const file = await first.save();
  second.restore(file);
  expect((await collect(second.train())).map(({ loss }) => loss)).toEqual(curve.slice(3));
  expect(parseSafetensors(await second.save())).toEqual(parseSafetensors(await whole.save()));
  // what older versions wrote has no weights under this name
  const text = new TextDecoder('latin1').decode(file).replaceAll('"self.', '"gone.');
  old.restore(Uint8Array.from(text, (c) => c.charCodeAt(0)).buffer);
  const kept = parseSafetensors(await old.save());
  expect(kept['self.layers.0.weight']).toEqual(kept['average.layers.0.weight']);
  for (const each of [whole, first, second, old]) each.dispose();
  close();
  expect(memory().numTensors).toBe(before);
});

it('reads the hint where a batch has one', async () => {
  const rig = tinyRig('transformer', 'hinted-self');
  const teacher = rig.student;
  const targets = selfTargets(teacher, () => 1, {
    ask: () => Promise.reject(new Error('nobody else')) as never,
  });
  const batch = { ...rig.options.batch(0, 0.5), positions: Int32Array.of(1, 6) };
  const hinted = {
    inputs: Int32Array.of(1, 7, 8, 2, 3, 0, 4, 5, 6, 9, 1, 2),
    shape: [2, 6] as const,
    positions: Int32Array.of(3, 10),
  };
  const asked = () => ({
    inputs: tensor(batch.inputs, batch.shape),
    positions: tensor(batch.positions, [2]),
    temperature: 1,
  });
  const said = async (of: typeof batch) => {
    const logits = tidy(() => targets.ask(of, asked()).logits);
    const values = [...(await read(logits))];
    logits.dispose();
    return values;
  };
  const expected = tidy(
    () =>
      teacher.forward(tensor(hinted.inputs, hinted.shape), { positions: tensor(hinted.positions, [2]) })
        .logits,
  );
  expect(await said({ ...batch, hinted } as typeof batch)).toEqual([...(await read(expected))]);
  expect(await said(batch)).not.toEqual([...(await read(expected))]);
  dispose(expected);
  rig.dispose();
});

it('is a method of its own right', () => {
  expect(['self-distillation', 'hinted-self'].map((id) => methodOf(id).taughtBy)).toEqual(['self', 'self']);
});
