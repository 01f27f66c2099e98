// On-policy and verified runs with tiny networks: the student writes, tools run, and what is learnt is what was said to be.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import type { Settings } from '../../catalog/types';
import { type Batch, tokenBatch, type TokenRow } from '../../data/batches';
import { type Asked, liveTargets, type Targets, type Turn } from '../../distillation/targets/targets';
import { collect } from '../../distillation/testing';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import type { Decoder } from '../../models/decoder';
import { initTransformer } from '../../models/init';
import { networkOf } from '../../models/bundle';
import { type Model, transformerModel } from '../../models/model';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import type { Rollout } from '../../protocol/training';
import { prepareExperiment } from '../experiment';
import { isOnPolicy, type OnPolicyOptions, onPolicyTargets } from './on-policy';
import { followingDecoder, RolloutTeller } from './rollouts';
import { type TinyAgent, tinyAgent } from './testing';
import { verifiedTargets } from './verified';

let tiny: TinyAgent;
let student: Model;
let teacher: Model;
let rows: TokenRow[];
let config: TransformerConfig;

beforeAll(async () => {
  tiny = await tinyAgent();
  config = tiny.teacher.network.config as TransformerConfig;
  student = transformerModel(config, initTransformer(config, 7));
  teacher = networkOf(tiny.teacher);
  const written = await tiny.teacher.transcripts!();
  rows = written.map((row, prompt) => ({ ...row, gold: prompt === 1, prompt }));
}, 120_000);

const always: Settings = { onPolicy: { share: 1, after: 0 } };
const turnAt = (step: number, more: Partial<Turn> = {}): Turn => ({
  arm: 'student',
  step,
  temperature: 1,
  lambda: 0.5,
  settings: always,
  student,
  ...more,
});
const drawn = (...numbers: number[]): Batch =>
  tokenBatch(
    numbers.map((row) => rows[row]!),
    numbers,
    tiny.tokenizer,
  );
const given: Targets = { ask: vi.fn<Targets['ask']>(() => ({ logits: tensor([0], [1, 1]) })) };

function options(more: Partial<OnPolicyOptions> = {}): OnPolicyOptions {
  return {
    given,
    teacher,
    live: liveTargets(teacher),
    rows,
    codec: tiny.tokenizer,
    tools: new Map(),
    promptOf: (row) => tiny.set.dialogue(row),
    context: 128,
    decoderOf: followingDecoder(config, 8),
    seed: 3,
    steps: 10,
    teller: new RolloutTeller(tiny.tokenizer, undefined),
    ...more,
  };
}

/** Rows of a batch as ids, without padding at the end. */
const inputsOf = ({ inputs, shape: [B, T] }: Batch): number[][] =>
  Array.from({ length: B }, (_, b) => [...inputs.slice(b * T, (b + 1) * T)]);

describe('isOnPolicy', () => {
  const count = (share: number, after: number, steps = 100) =>
    Array.from({ length: steps }, (_, step) =>
      isOnPolicy(step, steps, { onPolicy: { share, after } }),
    ).filter(Boolean).length;

  it('takes the share of the batches, from the step on that was set', () => {
    expect([count(0, 0), count(0.5, 0), count(0.25, 0), count(1, 0)]).toEqual([0, 50, 25, 100]);
    expect([count(1, 0.2), count(0.5, 0.9)]).toEqual([80, 5]);
    expect(isOnPolicy(19, 100, { onPolicy: { share: 1, after: 0.2 } })).toBe(false);
  });
});

describe('an on-policy batch', () => {
  it('counts what the student wrote and the labelled rows, never the user’s words or a result', async () => {
    const { tokenizer } = tiny;
    const script = [
      tokenizer.special('<plan>'),
      ...tokenizer.encode(' coin'),
      tokenizer.special('<call>'),
      ...tokenizer.encode(' coin( 1)'),
      tokenizer.special('<result>'), // answered by a sentence: there is no such tool here
      tokenizer.special('<say>'),
      ...tokenizer.encode(' heads'),
      tokenizer.special('<eos>'),
    ];
    /** Is sure of the script's next token at every feed. */
    const scripted = (): Decoder => {
      const at = new Array<number>(4).fill(0);
      return {
        context: 128,
        slots: 4,
        load: () => undefined,
        intentLogits: () => null,
        reset: (slot) => void (at[slot] = 0),
        feed: (pushes) =>
          pushes.map(({ slot }) => {
            const logits = new Float32Array(tokenizer.vocabSize);
            logits[script[at[slot]!++]!] = 100;
            return logits;
          }),
      };
    };
    const batch = drawn(0, 1, 2);
    const made = await onPolicyTargets(options({ decoderOf: async () => scripted() })).prepare!(
      batch,
      turnAt(0),
    );
    expect(made.rows).toEqual([1, 0, 1, 2]); // the labelled one as given, then all as the student writes them
    const [, T] = made.shape;
    const placesOf = (b: number) =>
      [...made.positions!.keys()].filter((n) => Math.floor(made.positions![n]! / T) === b);
    const of = (list: ArrayLike<number>, places: readonly number[]) => places.map((n) => list[n]!);
    const gold = placesOf(0);
    expect(of(made.labels, gold)).toEqual(rows[1]!.ids.filter((_, i) => rows[1]!.agentMask[i]));
    expect([...of(made.hardMask, gold), ...of(made.softMask, gold).map((soft) => 1 - soft)]).not.toContain(0);
    for (const b of [1, 2, 3]) {
      const places = placesOf(b);
      expect(of(made.labels, places)).toEqual(script);
      expect([...of(made.own!, places), ...of(made.softMask, places)]).not.toContain(0);
      expect(of(made.hardMask, places)).not.toContain(1);
      const text = tokenizer.decode(inputsOf(made)[b]!);
      expect(text).toMatch(/^<user> .*<plan> coin<call> coin\( 1\)<result> error : .*<say> heads(<pad>)*$/);
      const plan = of(made.plan!, places).filter(Boolean).length;
      expect(plan).toBe(script.indexOf(tokenizer.special('<call>')));
    }
  });

  it('depends on seed and step alone', async () => {
    const [a, b] = [onPolicyTargets(options()), onPolicyTargets(options())];
    const [batch, other] = [drawn(0, 2, 3), drawn(4, 5)];
    await a.prepare!(other, turnAt(1)); // b has not written before
    const first = await a.prepare!(batch, turnAt(4));
    expect(await b.prepare!(batch, turnAt(4))).toEqual(first);
    expect((await b.prepare!(batch, turnAt(5))).labels).not.toEqual(first.labels);
    const reseeded = onPolicyTargets(options({ seed: 4 }));
    expect((await reseeded.prepare!(batch, turnAt(4))).labels).not.toEqual(first.labels);
  });

  it('follows the student’s weights', async () => {
    const targets = onPolicyTargets(options());
    const batch = drawn(0, 2, 3);
    const before = await targets.prepare!(batch, turnAt(0));
    const learnt = transformerModel(config, initTransformer(config, 8));
    expect((await targets.prepare!(batch, turnAt(0, { student: learnt }))).labels).not.toEqual(before.labels);
    expect(await targets.prepare!(batch, turnAt(0))).toEqual(before);
    dispose(learnt.params);
  });

  it('is scored by the teacher as it comes, others by whoever was asked before', async () => {
    const targets = onPolicyTargets(options());
    const batch = drawn(0, 2);
    const made = await targets.prepare!(batch, turnAt(0));
    const asked = (of: Batch): Asked => ({
      inputs: tensor(of.inputs, of.shape),
      positions: tensor(of.positions!, [of.positions!.length]),
      temperature: 1,
    });
    vi.mocked(given.ask).mockClear();
    const logits = tidy(() => targets.ask(made, asked(made)).logits);
    const expected = tidy(
      () => teacher.forward(asked(made).inputs, { positions: asked(made).positions }).logits,
    );
    expect(await read(logits)).toEqual(await read(expected));
    expect(given.ask).not.toHaveBeenCalled();
    dispose(tidy(() => targets.ask(batch, asked(batch)).logits));
    expect(given.ask).toHaveBeenCalledOnce();
    dispose([logits, expected]);
  });

  it('is the given one where the share is 0, and where nothing could be written', async () => {
    const targets = onPolicyTargets(options());
    const batch = drawn(0, 2);
    expect(await targets.prepare!(batch, turnAt(0, { settings: {} }))).toBe(batch);
    // no room for an answer
    const short = onPolicyTargets(
      options({ decoderOf: followingDecoder({ ...config, max_position_embeddings: 34 }, 4) }),
    );
    expect(await short.prepare!(batch, turnAt(0))).toBe(batch);
    const none = onPolicyTargets(
      options({
        decoderOf: followingDecoder({ ...config, max_position_embeddings: 34 }, 4),
        mostInVain: 4,
      }),
    );
    await none.prepare!(batch, turnAt(0));
    await expect(none.prepare!(batch, turnAt(1))).rejects.toMatchObject({
      code: 'rollouts-rejected',
      message: expect.stringContaining('None of the 4 dialogues'),
    });
  });

  it('is shown with the log-ratio of each token of the student’s', async () => {
    const shown: Rollout[] = [];
    const teller = new RolloutTeller(tiny.tokenizer, (rollout) => shown.push(rollout));
    const targets = onPolicyTargets(options({ teller }));
    const live = memory().numTensors;
    const batch = drawn(0);
    const made = await targets.prepare!(batch, turnAt(6));
    expect(memory().numTensors).toBe(live);
    expect(shown).toHaveLength(1);
    const [{ writer, step, tokens, written, kept }] = shown as [Rollout];
    expect({ writer, step, written, kept }).toEqual({ writer: 'student', step: 7, written: 1, kept: 1 });
    const scored = tokens.filter(({ ratio }) => ratio !== null);
    expect(scored).toHaveLength(made.labels.length);
    expect(tokens[0]).toMatchObject({ part: 'user', ratio: null });
    const logp = async (model: Model) => {
      const where = tidy(() => {
        const { logits } = model.forward(tensor(made.inputs, made.shape), {
          positions: tensor(made.positions!, [made.positions!.length]),
        });
        return logits;
      });
      const values = [...(await read(where))];
      where.dispose();
      const V = values.length / made.labels.length;
      return [...made.labels].map((label, n) => {
        const row = values.slice(n * V, (n + 1) * V);
        return row[label]! - Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0));
      });
    };
    const [theirs, ours] = [await logp(teacher), await logp(student)];
    // the decoder's float32 against the tensors'
    for (const [n, { ratio }] of scored.entries()) expect(ratio).toBeCloseTo(theirs[n]! - ours[n]!, 3);
    await targets.prepare!(batch, turnAt(7));
    expect(shown).toHaveLength(1); // too soon for another
  });
});

describe('verified sampling', () => {
  const verified = (
    settings: Settings[string],
    more: Partial<Parameters<typeof verifiedTargets>[0]> = {},
  ) => {
    const { decoderOf, ...rest } = options();
    const targets = verifiedTargets({
      ...rest,
      replies: tiny.set.replies,
      studentDecoder: decoderOf,
      teacherDecoder: () => decoderOf(teacher),
      ...more,
    });
    const turn = (step: number) => turnAt(step, { settings: { 'verified-sampling': settings } });
    return { prepare: (batch: Batch, step: number) => targets.prepare!(batch, turn(step)) };
  };
  /** A prompt that no tool serves: who calls nothing is right. Under no tools all is "none". */
  const idle = () => rows.findIndex((_, i) => tiny.set.dialogue(i).golds.some((calls) => calls.length === 0));
  const busy = () => rows.findIndex((_, i) => tiny.set.dialogue(i).golds.every((calls) => calls.length > 0));

  it('keeps what came to the right end, and learns nothing else of what it checks', async () => {
    expect(Math.min(idle(), busy())).toBeGreaterThanOrEqual(0);
    const teller = new RolloutTeller(tiny.tokenizer, undefined);
    const { prepare } = verified({ checked: 'all', samples: 3 }, { teller });
    const made = await prepare(drawn(idle(), busy()), 0);
    // nobody can call anything here: only the prompt without a call can end right
    expect(teller.written).toBe(6);
    expect(new Set(made.rows.filter((row) => !rows[row]!.gold))).toEqual(
      teller.kept > 0 ? new Set([idle()]) : new Set([idle(), busy()]),
    );
    for (const [n, hard] of made.hardMask.entries()) expect(made.softMask[n]).toBe(1 - hard);
  });

  it('asks the teacher once a prompt, and gives the same whatever was written before', async () => {
    const teller = new RolloutTeller(tiny.tokenizer, undefined);
    const one = verified({ checked: 'all', samples: 2 }, { teller });
    const batch = drawn(idle(), busy(), 2);
    await one.prepare(batch, 0);
    const { written } = teller;
    const later = await one.prepare(batch, 5);
    expect(teller.written).toBe(written);
    expect(await verified({ checked: 'all', samples: 2 }).prepare(batch, 5)).toEqual(later);
  });

  it('leaves prompts without labels as given where only those with labels are checked', async () => {
    const teller = new RolloutTeller(tiny.tokenizer, undefined);
    const made = await verified({ samples: 2 }, { teller }).prepare(drawn(0, 1, 2), 0);
    expect(teller.written).toBe(2); // for row 1
    const [, T] = made.shape;
    for (const number of [0, 2]) {
      const ids = rows[number]!.ids.slice(0, -1);
      expect(inputsOf(made)[made.rows.indexOf(number)]).toEqual([
        ...ids,
        ...new Array<number>(T - ids.length).fill(0),
      ]);
    }
  });

  it('says so where nobody ever is right', async () => {
    const { prepare } = verified({ checked: 'all', writer: 'student', samples: 4 }, { mostInVain: 8 });
    await prepare(drawn(busy()), 0);
    await expect(prepare(drawn(busy()), 1)).rejects.toMatchObject({ code: 'rollouts-rejected' });
  });
});

describe('a run', () => {
  const BASE: Partial<RunConfig> = {
    task: 'agent',
    student: 'transformer-1x48',
    steps: 10,
    batchSize: 4,
    labelShare: 0.05,
    learningRate: 4e-3,
  };
  const configOf = (fields: Partial<RunConfig>) => parseRunConfig({ ...BASE, ...fields }).config;
  const half: Settings = { onPolicy: { share: 0.5, after: 0 } };

  it.each([
    ['reverse-kl', half],
    ['verified-sampling', { 'verified-sampling': { checked: 'all', samples: 2 } }],
    ['verified-sampling', { 'verified-sampling': { checked: 'all', samples: 2, writer: 'student' } }],
  ] as [string, Settings][])('of %s goes on from a checkpoint bit for bit', async (method, settings) => {
    const config = configOf({ method, settings });
    const whole = await prepareExperiment(config, tiny.deps);
    const expected = await collect(whole.stage.arms[0]!.train());
    expect(expected).toHaveLength(10);
    const first = await prepareExperiment(config, tiny.deps);
    await collect(first.stage.arms[0]!.train(), 6);
    const checkpoint = await first.checkpoint();
    first.dispose();
    const second = await prepareExperiment(config, tiny.deps, checkpoint);
    const rest = await collect(second.stage.arms[0]!.train());
    expect(rest.map(({ loss }) => loss)).toEqual(expected.slice(6).map(({ loss }) => loss));
    expect(await fromParams(second.stage.arms[0]!.model.params)).toEqual(
      await fromParams(whole.stage.arms[0]!.model.params),
    );
    second.dispose();
    whole.dispose();
  });

  it.each(['hinton', 'reverse-reward', 'verified-sampling', 'self-distillation'])(
    'of %s is the baseline where λ = 1',
    async (method) => {
      const experiment = await prepareExperiment(
        configOf({ method, settings: half, lambda: 1, baseline: true }),
        tiny.deps,
      );
      const [student, baseline] = experiment.stage.arms;
      const expected = (await collect(baseline!.train())).map(({ loss }) => loss);
      expect((await collect(student!.train())).map(({ loss }) => loss)).toEqual(expected);
      expect(await fromParams(student!.model.params)).toEqual(await fromParams(baseline!.model.params));
      experiment.dispose();
    },
  );

  it('asks for an on-policy share where the method cannot do without', async () => {
    await expect(prepareExperiment(configOf({ method: 'reverse-reward' }), tiny.deps)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('On-policy share'),
    });
  });
});
