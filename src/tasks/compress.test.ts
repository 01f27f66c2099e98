import { beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../catalog/catalog';
import { parseRunConfig } from '../catalog/run-config';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { bytesOf, isQuantised } from '../models/quantised';
import type { Choices } from '../protocol/compression';
import { compress, compressAndMeasure, type HealingStore } from './compress';
import { type Experiment, prepareExperiment } from './experiment';
import { throughStage, throughTeacher } from './testing';

const nobody = () => Promise.reject(new Error('asked for what points do not need'));
const PLAIN: Choices = { bits: 32, heads: 0, hidden: 0, zeros: 0, steps: 0, taughtBy: 'run' };

let experiment: Experiment;

describe('compression of a run’s student', () => {
  beforeAll(async () => {
    await useBackend('wasm');
    const preset = presets.find(({ id }) => id === 'points-spirals')!;
    const { config } = parseRunConfig({ ...preset.config, student: 'mlp-16x16' });
    experiment = await prepareExperiment(config, { bundle: nobody, tokenizer: nobody });
    await throughTeacher(experiment);
    await throughStage(experiment);
    return () => experiment.dispose();
  });

  it('of 8 bits loses half a point at most; cut and quantised, it is healed; and nothing stays on the device', async () => {
    const bundle = await experiment.bundle('student');
    const before = memory().numTensors;
    const { made: eight, scores } = await compressAndMeasure(experiment, bundle, { ...PLAIN, bits: 8 });
    const { compression, origin, parameters } = eight.card;
    expect(origin).toBe('compressed');
    expect(compression!.beside.student!.score - compression!.measured.score).toBeLessThanOrEqual(0.005);
    expect(compression!.measured.bytes).toBe(bytesOf(eight.weights));
    expect(compression!.measured.bytes).toBeLessThan(0.5 * compression!.beside.student!.bytes); // biases and scales of narrow layers
    expect(compression!.beside.teacher!.parameters).toBeGreaterThan(parameters);

    const harsh: Choices = { ...PLAIN, bits: 4, hidden: 0.25 };
    const scoreOf = async (choices: Choices) =>
      (await compressAndMeasure(experiment, bundle, choices, { known: scores })).made;
    const hurt = await scoreOf(harsh);
    const healed = await scoreOf({ ...harsh, steps: 120 });
    const byItself = await scoreOf({ ...harsh, steps: 120, taughtBy: 'self' });
    expect(healed.network).toEqual({ kind: 'mlp', config: { widths: [2, 12, 12, 3] } });
    expect(isQuantised(healed.weights['layers.1.weight']!)).toBe(true);
    const score = (of: typeof healed) => of.card.compression!.measured.score;
    expect(score(healed)).toBeGreaterThan(score(hurt) + 0.02);
    expect(score(byItself)).toBeGreaterThan(score(hurt) + 0.02);
    expect(score(healed)).toBeGreaterThan(compression!.beside.student!.score - 0.05);
    expect(memory().numTensors).toBe(before);
  }, 60_000);

  it('keeps zeros at zero while it heals', async () => {
    const bundle = await experiment.bundle('student');
    const { weights } = await compress(experiment, bundle, { ...PLAIN, zeros: 0.5, steps: 10 });
    const w = weights['layers.1.weight']!;
    if (isQuantised(w)) throw new Error('floats were asked for');
    expect(w.data.filter((x) => x === 0)).toHaveLength(128);
    expect(w.data).not.toEqual(bundle.weights['layers.1.weight']);
  });

  it('goes on with a healing that was cut off as if it had not been, and is cancelled between steps', async () => {
    const bundle = await experiment.bundle('student');
    const choices: Choices = { ...PLAIN, bits: 4, hidden: 0.5, steps: 30 };
    const whole = await compress(experiment, bundle, choices);
    const stop = new AbortController();
    let saved: ArrayBuffer | null = null;
    const cutting: HealingStore = {
      load: () => Promise.resolve(saved),
      async save(arm, step) {
        if (step !== 12) return;
        saved = await arm();
        stop.abort();
      },
    };
    const before = memory().numTensors;
    const cut = compress(experiment, bundle, choices, { signal: stop.signal, healing: cutting });
    await expect(cut).rejects.toMatchObject({ code: 'cancelled' });
    expect(memory().numTensors).toBe(before);
    const seen: number[] = [];
    const resumed = await compress(experiment, bundle, choices, {
      healing: { load: () => Promise.resolve(saved), save: () => Promise.resolve() },
      onProgress: (work, done) => void (work === 'healing' && seen.push(done)),
    });
    expect(seen).toEqual(Array.from({ length: 19 }, (_, i) => 12 + i));
    expect(resumed.weights).toEqual(whole.weights);
  });
});
