// ONNX folders as onnxruntime itself runs them: the same logits at once, in pieces and greedily with its memory; int8 as exact as the
// rounding of the weights; and the snippets as they are shown to people.

import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOnnxWeb, findPython } from '../scripts/ecosystem.mjs';
import type { ModelBundle } from '../src/models/bundle';
import { floatWeights } from '../src/models/quantised';
import { createDecoder } from '../src/models/create-decoder';
import { snippetsOf } from '../src/models/onnx/snippets';
import { writeOnnx } from '../src/models/onnx/write-onnx';
import type { TransformerConfig } from '../src/models/transformer-config';
import { encoderLogits, mlpLogits } from './forward';
import { run, save, scratch } from './python';
import { prompts, shippedTeacher } from './shipped-teacher';
import { greedy, LABELS, logitsOf, smallClassifier, smallDecoder, smallMlp, SMEARED } from './small-models';

const python = findPython('onnx', 'onnxruntime', 'tokenizers');
const modules = findOnnxWeb();
const MINUTES = 300_000; // on a busy machine

const decoders: Record<string, ModelBundle> = {
  plain: smallDecoder(),
  smeared: smallDecoder(SMEARED),
  untied: smallDecoder({ tie_word_embeddings: false }),
  two_heads: smallDecoder({ ...SMEARED, intent_classes: 3 }),
};
const [classifier, mlp, teacher] = [smallClassifier(), smallMlp(), shippedTeacher()];
const all: Record<string, ModelBundle> = { ...decoders, classifier, mlp, teacher };
const CHOICES = ['float32', 'int8'] as const;

const { tokenizer } = decoders['plain']!;
const ids = [tokenizer!.special('<user>'), ...tokenizer!.encode(" what's 12 * 7 ?")];
const sentence = tokenizer!.encode(' set an alarm for 7 am');
const padded = [...sentence, 0, 0];
const asked = prompts(teacher, 40);

const ASKED = `
import json, numpy as np, onnx, onnxruntime
out, ids = {}, ${JSON.stringify(ids)}
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
def start(path):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    return onnxruntime.InferenceSession(path, options)
def empty(session):
    return {i.name: np.zeros([n if isinstance(n, int) else int(n == 'batch') for n in i.shape], np.float32) for i in session.get_inputs()[1:]}
def step(session, memory, ids):
    names = [o.name for o in session.get_outputs()]
    outputs = dict(zip(names, session.run(names, {'input_ids': np.array([ids]), **memory})))
    return outputs, {name.replace('present', 'past_key_values'): value for name, value in outputs.items() if name.startswith('present')}
def write(session, ids, most):
    memory, ids, written = empty(session), ids, []
    while len(written) < most:
        outputs, memory = step(session, memory, ids)
        ids = [int(outputs['logits'][0, -1].argmax())]
        written += ids
        if ids[0] in (${tokenizer!.special('<eos>')}, ${tokenizer!.special('<result>')}): break
    return written
for choice in ['float32', 'int8']:
    for name in ${JSON.stringify(Object.keys(decoders))}:
        session = start(f'{name}-{choice}/model.onnx')
        whole, _ = step(session, empty(session), ids)
        rows, memory = [], empty(session)
        for piece in [ids[:3], ids[3:4], ids[4:]]:
            outputs, memory = step(session, memory, piece)
            rows += outputs['logits'][0].tolist()
        out[f'{name}-{choice}'] = {
            'whole': whole['logits'][0].tolist(), 'pieces': rows, 'written': write(session, ids, 24),
            'intents': whole['intents'][0].tolist() if 'intents' in whole else None }
    session = start(f'teacher-{choice}/model.onnx')
    out[f'teacher-{choice}'] = [write(session, ids, 24) for ids in json.loads('${JSON.stringify(asked)}')]
    session = start(f'classifier-{choice}/model.onnx')
    out[f'classifier-{choice}'] = session.run(['logits'], {'input_ids': np.array(${JSON.stringify([padded, padded.map(() => 0)])})})[0].tolist()
    session = start(f'mlp-{choice}/model.onnx')
    out[f'mlp-{choice}'] = session.run(['logits'], {'x': np.array([[0.5, -1.5]], np.float32)})[0][0].tolist()
print('ANSWER' + json.dumps(out))
`;

interface Written {
  whole: number[][];
  pieces: number[][];
  written: number[];
  intents: number[] | null;
}

/** A model whose matrices are what int8 leaves of them: whole multiples of a row's largest number / 127. */
function rounded(bundle: ModelBundle): ModelBundle {
  const weights = Object.entries(floatWeights(bundle.weights)).map(([name, weight]) => {
    const { shape, data } = weight;
    if (shape.length !== 2) return [name, weight] as const;
    const width = shape[1]!;
    const scales = Array.from({ length: shape[0]! }, (_, row) =>
      Math.fround(Math.max(...data.subarray(row * width, (row + 1) * width).map(Math.abs)) / 127),
    );
    const by = (i: number): number => scales[Math.floor(i / width)]!;
    return [name, { shape, data: data.map((x, i) => Math.round(x / by(i)) * by(i)) }] as const;
  });
  return { ...bundle, weights: Object.fromEntries(weights) };
}
const ours = (bundle: ModelBundle, choice: string): ModelBundle =>
  choice === 'int8' ? rounded(bundle) : bundle;

const worst = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
};

const directory = scratch();
for (const choice of CHOICES)
  for (const [name, bundle] of Object.entries(all)) {
    const folder = `${name}-${choice}`;
    save(directory, folder, writeOnnx(bundle, folder, { choice, run: null, onProgress: () => undefined }));
  }
afterAll(() => rmSync(directory, { recursive: true }));

/** What the snippet of an agent prints, from the page's own decoder. */
async function spoken(bundle: ModelBundle): Promise<string> {
  const { tokenizer: codec } = bundle;
  const prompt = [
    codec!.special('<user>'),
    ...codec!.encode(' convert 5 km to miles'),
    codec!.special('<plan>'),
  ];
  const ends = [codec!.special('<eos>'), codec!.special('<result>')];
  const most = (bundle.network.config as TransformerConfig).max_position_embeddings - prompt.length;
  return codec!.decode([...prompt, ...(await greedy(bundle, prompt, most, ends))]).trim();
}

describe.skipIf(!python)('onnxruntime (needs Python with it: node scripts/ecosystem.mjs)', () => {
  let heard: Record<string, unknown>;
  beforeAll(() => {
    heard = JSON.parse(run(python!, directory, ASKED).split('ANSWER')[1]!) as Record<string, unknown>;
  }, MINUTES);

  // float32 on both sides, sums in other orders; int8 is the same network with rounded weights
  const cases = Object.keys(decoders).flatMap((name) => CHOICES.map((choice) => [name, choice] as const));
  it.each(cases)('a decoder says the same, at once and in pieces: %s %s', async (name, choice) => {
    const bundle = ours(decoders[name]!, choice);
    const { whole, pieces, written } = heard[`${name}-${choice}`] as Written;
    for (const [t, row] of (await logitsOf(bundle, ids)).entries()) {
      expect(worst(row, whole[t]!)).toBeLessThan(1e-4);
      expect(worst(row, pieces[t]!)).toBeLessThan(1e-4);
    }
    const ends = [tokenizer!.special('<eos>'), tokenizer!.special('<result>')];
    expect(written).toEqual(await greedy(bundle, ids, 24, ends));
  });

  it('a second head says the same', async () => {
    const { network, weights } = decoders['two_heads']!;
    const decoder = await createDecoder(network.config as TransformerConfig, weights);
    decoder.feed([{ slot: 0, ids }]);
    const { intents } = heard['two_heads-float32'] as Written;
    expect(worst([...decoder.intentLogits()!], intents!)).toBeLessThan(1e-4);
  });

  it.each(CHOICES)('a classifier and an MLP say the same: %s', async (choice) => {
    const [row, nothing] = heard[`classifier-${choice}`] as [number[], number[]];
    expect(worst(await encoderLogits(ours(classifier, choice), padded), row)).toBeLessThan(1e-4);
    expect(nothing).toEqual([0, 0, 0]); // a sentence without tokens
    const said = heard[`mlp-${choice}`] as number[];
    expect(worst(await mlpLogits(ours(mlp, choice), [0.5, -1.5]), said)).toBeLessThan(1e-5);
  });

  it('the shipped teacher writes the same in float32, and hardly anything else in int8', async () => {
    const ends = [teacher.tokenizer!.special('<eos>'), teacher.tokenizer!.special('<result>')];
    const wrote = await Promise.all(asked.map((prompt) => greedy(teacher, prompt, 24, ends)));
    expect(heard['teacher-float32']).toEqual(wrote);
    const rounder = heard['teacher-int8'] as number[][];
    const same = wrote.filter((one, n) => one.join() === rounder[n]!.join()).length;
    expect(same).toBeGreaterThanOrEqual(0.95 * asked.length); // 60 of 60 when it was written
  });

  it.each(['plain-float32', 'smeared-float32', 'teacher-float32'])(
    'the snippet writes what the page writes: %s',
    async (folder) => {
      const bundle = all[folder.split('-')[0]!]!;
      expect(run(python!, directory, snippetsOf(bundle, folder)[0]!.code).trim()).toBe(await spoken(bundle));
    },
  );

  it.each(['classifier', 'mlp'])('the snippet runs: %s', (name) => {
    const printed = run(python!, directory, snippetsOf(all[name]!, `${name}-int8`)[0]!.code);
    expect(printed).toMatch(name === 'mlp' ? /\[\[-?\d+\.\d+/ : new RegExp(LABELS.join('|')));
  });
});

describe.skipIf(!modules)('onnxruntime-web (needs it for Node: node scripts/ecosystem.mjs)', () => {
  beforeAll(() => {
    symlinkSync(modules!, join(directory, 'node_modules'));
  });

  function runNode(name: string, folder: string): string {
    const { code } = snippetsOf(all[name]!, folder).find(({ language }) => language === 'JavaScript')!;
    writeFileSync(join(directory, `${folder}.mjs`), code);
    const { stdout, stderr } = spawnSync('node', [`${folder}.mjs`], { cwd: directory, encoding: 'utf8' });
    if (!stdout) throw new Error(stderr);
    return stdout.trim();
  }

  it.each(['plain-float32', 'smeared-float32', 'smeared-int8', 'teacher-float32'])(
    'the snippet writes what the page writes: %s',
    async (folder) => {
      const [name, choice] = folder.split('-') as [string, string];
      expect(runNode(name, folder)).toBe(await spoken(ours(all[name]!, choice)));
    },
  );

  it.each(['classifier-float32', 'classifier-int8', 'mlp-float32', 'mlp-int8'])(
    'the snippet runs: %s',
    (folder) => {
      const name = folder.split('-')[0]!;
      expect(runNode(name, folder)).toMatch(
        name === 'mlp' ? /Float32Array\(3\)/ : new RegExp(LABELS.join('|')),
      );
    },
  );
});
