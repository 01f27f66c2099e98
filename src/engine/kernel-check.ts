// The fused kernels that the current backend has, family by family, against known answers: each op against its float64 twin at
// a small size, the optimiser against its formula. A family that is wrong, or throws, is taken out of use, and its op goes on as
// a composition. Run when a backend starts; the backend itself is checked by self-check.ts.

import { getBackend } from '@tensorflow/tfjs-core';
import { createRng } from '../lib/rng';
import { AdamW } from './adamw';
import { checkCase } from './op-check';
import { hasFused, type Kernel, switchOffFused } from './kernels/fused';
import { FUSED } from './kernels/names';
import { BUILDERS, type Sizes } from './op-cases';
import { Muon } from './muon';
import { dispose, read, tensor, variable, type Variable, zeros } from './tensor';

/** Float32 rounding is below 2e-5 here; a driver that is off by more than this would spoil training. */
const TOLERANCE = 1e-3;

/** Heads of eight, so that kernels that take four numbers at a time do. */
const SIZES: Sizes = { B: 2, T: 5, D: 16, O: 8, V: 12, H: 2 };

const FAMILIES: { op: string; kernels: readonly Kernel[] }[] = [
  { op: 'linear', kernels: [FUSED.linear, FUSED.linearInput, FUSED.linearWeight] },
  { op: 'embedding', kernels: [FUSED.embedding, FUSED.embeddingGrad] },
  { op: 'rmsNorm', kernels: [FUSED.rmsNorm, FUSED.rmsNormGrad] },
  { op: 'swiglu', kernels: [FUSED.swiglu, FUSED.swigluGrad] },
  { op: 'attention', kernels: [FUSED.attention, FUSED.attentionGrad] },
  { op: 'attentionMap', kernels: [FUSED.attentionMap, FUSED.attentionMapGrad] },
  { op: 'distillationLoss', kernels: [FUSED.distillationLoss] },
  { op: 'divergenceLoss', kernels: [FUSED.divergenceLoss] },
  { op: 'decoupledLoss', kernels: [FUSED.decoupledLoss] },
  { op: 'squaredLoss', kernels: [FUSED.squaredLoss] },
  { op: 'relationLoss', kernels: [FUSED.relationLoss] },
];

/** Every case whose op this is: attention and the loss have several. */
async function opIsRight(op: string): Promise<boolean> {
  for (const build of BUILDERS) {
    const rng = createRng(1);
    const made = build(SIZES, rng);
    if (made.name !== op && !made.name.startsWith(`${op} (`)) continue;
    if ((await checkCase(made, rng, 'along')).maxError > TOLERANCE) return false;
  }
  return true;
}

/** The first step is w·(1 − rate·decay) − rate·sign(g), whatever the clipping; a spoiled one changes nothing. */
async function optimiserIsRight(): Promise<boolean> {
  const [start, slopes] = [
    [1, -2, 3, 0.5, 4],
    [0.3, -0.1, 2, -5, 1],
  ];
  const made = tensor(start!, [5]);
  const w = variable(made, 'kernel check');
  const optimiser = new AdamW({ w }, { weightDecay: 0.1, clipNorm: 1 });
  const [good, bad] = [tensor(slopes!, [5]), tensor([1, NaN, 1, 1, 1], [5])];
  const norms = [optimiser.step({ w: good }, 0.01), optimiser.step({ w: bad }, 0.01)];
  try {
    const norm = (await read(norms[0]!))[0]!;
    const got = await read(w);
    const right = start!.every((value, i) => {
      const expected = value * (1 - 0.01 * 0.1) - 0.01 * Math.sign(slopes![i]!);
      return Math.abs(got[i]! - expected) < 0.01 * TOLERANCE;
    });
    return right && Math.abs(norm - Math.hypot(...slopes!)) < TOLERANCE;
  } finally {
    optimiser.dispose();
    dispose([made, w, good, bad, ...norms]);
  }
}

/** Orthogonal matrices stay so: of the first step only the size is not known before, and it follows from Newton-Schulz in numbers. */
async function muonIsRight(): Promise<boolean> {
  const [rows, columns, rate] = [9, 6, 0.01];
  // each column has one 1, so that all singular values are alike
  const slopes = Array.from({ length: rows * columns }, (_, i) =>
    Number(Math.floor(i / columns) === i % columns),
  );
  let value = 1 / Math.sqrt(columns);
  for (let step = 0; step < 5; step++) value = 3.4445 * value - 4.775 * value ** 3 + 2.0315 * value ** 5;
  const made = [zeros([rows, columns]), zeros([columns, rows])];
  const [tall, wide] = made.map((x) => variable(x, 'kernel check')) as [Variable, Variable];
  const optimiser = new Muon({ tall, wide }, { matrices: () => true });
  const turned = slopes.map((_, i) => slopes[(i % rows) * columns + Math.floor(i / rows)]!);
  const grads = { tall: tensor(slopes, [rows, columns]), wide: tensor(turned, [columns, rows]) };
  const norm = optimiser.step(grads, rate);
  try {
    const factor = -rate * 0.2 * Math.sqrt(rows) * value;
    const isRight = async (w: Variable, slopes: readonly number[]) =>
      (await read(w)).every((got, i) => Math.abs(got - factor * slopes[i]!) < rate * TOLERANCE);
    return (await isRight(tall, slopes)) && (await isRight(wide, turned));
  } finally {
    optimiser.dispose();
    dispose([...made, tall, wide, grads, norm]);
  }
}

async function check(kernels: readonly Kernel[], isRight: () => Promise<boolean>): Promise<boolean> {
  if (!kernels.some(hasFused)) return true;
  const right = await isRight().catch(() => false);
  if (!right) switchOffFused(getBackend(), kernels);
  return right;
}

/** Takes what is wrong out of use; the ops that go on without. */
export async function switchOffWrongKernels(): Promise<string[]> {
  const off: string[] = [];
  for (const { op, kernels } of FAMILIES) {
    if (!(await check(kernels, () => opIsRight(op)))) off.push(op);
  }
  if (!(await check([FUSED.adamw, FUSED.globalNorm], optimiserIsRight))) off.push('AdamW');
  if (!(await check([FUSED.muon], muonIsRight))) off.push('Muon');
  return off;
}
