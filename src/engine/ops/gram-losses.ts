// Losses on how the rows of a batch lie to one another, all of them functions of the products of rows G = X·Xᵀ [n, n]:
// - distances d_ij = √(G_ii + G_jj − 2·G_ij) over their mean, and angles ψ_ijk = cos(x_j − x_i, x_k − x_i), by Huber's loss
//   (RKD: Park et al. 2019, arXiv 1904.05068);
// - rows of G, each of length 1, by the squared distance (SP: Tung, Mori 2019, arXiv 1907.09682).
// By the rows: ∂L/∂X = (∂L/∂G + ∂L/∂Gᵀ)·X. The teacher's side carries no gradient.
// n rows, D width of the student's, E of the teacher's.

import {
  abs,
  add,
  cast,
  clipByValue,
  div,
  eye,
  greater,
  greaterEqual,
  maximum,
  mean,
  mul,
  reshape,
  rsqrt,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  transpose,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { constant } from '../constants';
import { multiply } from './matmul';
import { ownSlope } from './own-slope';
import { matchShapes } from './shapes';

/** Rows whose squared distance is less than this share of the rows' mean square are one and the same: float32 knows no better. */
const SAME = 1e-5;

/** x [n, D] less its mean row: products of rows then keep the digits in which rows differ. */
const centred = (x: Tensor): Tensor => sub(x, mean(x, 0, true));
const products = (x: Tensor): Tensor => multiply(x, x, false, true); // [n, n]
const alongRows = (x: Tensor): Tensor => reshape(x, [-1, 1]);
const alongColumns = (x: Tensor): Tensor => reshape(x, [1, -1]);
const identity = (n: number): Tensor => constant(`identity ${n}`, () => eye(n)); // [n, n]
const diagonal = (g: Tensor): Tensor => sum(mul(g, identity(g.shape[0]!)), -1); // [n]
const onDiagonal = (x: Tensor): Tensor => mul(identity(x.shape[0]!), alongRows(x)); // [n] -> [n, n]

/** Squared distances [n, n], 0 where two rows are the same, and where they are not. */
function distances(gram: Tensor) {
  const own = diagonal(gram); // [n]
  const raw = sub(add(alongRows(own), alongColumns(own)), mul(gram, 2)); // [n, n]
  const apart = greater(raw, mul(mean(own), SAME)); // [n, n]
  return { squared: where(apart, raw, zerosLike(raw)), apart, own };
}

/** Huber's loss of δ = 1 and its slope. */
function huber(gap: Tensor) {
  const size = abs(gap);
  return {
    value: where(greaterEqual(size, 1), sub(size, 0.5), mul(square(gap), 0.5)),
    slope: clipByValue(gap, -1, 1),
  };
}

/** A loss on G of the student's rows x as one on x. @param slopeOf value and ∂L/∂G. */
function onProducts(x: Tensor, slopeOf: () => { value: Tensor; slope: Tensor }): Tensor {
  return ownSlope(x, () => {
    const { value, slope } = slopeOf();
    return { value, slope: multiply(add(slope, transpose(slope)), x) }; // [n, D]
  });
}

function check(op: string, x: Tensor, y: Tensor): number {
  return matchShapes<'n'>(op, { x: [x, 'n D'], y: [y, 'n E'] }).n;
}

/** ∂L/∂G [n, n] from ∂L/∂d² [n, n]. */
const byProducts = (slope: Tensor): Tensor =>
  sub(onDiagonal(add(sum(slope, 1), sum(slope, 0))), mul(slope, 2));

/** Distances over their mean [n, n], the mean, and how many there are. */
function scaledDistances(gram: Tensor) {
  const { squared, apart } = distances(gram);
  const distance = sqrt(squared); // [n, n]
  const count = maximum(sum(cast(apart, 'float32')), 1);
  const average = maximum(div(sum(distance), count), 1e-20);
  return { distance, apart, count, average, scaled: div(distance, average) };
}

/** x [n, D], y [n, E] -> scalar, a mean over all n² pairs; differentiable by x. */
export function distanceLoss(x: Tensor, y: Tensor): Tensor {
  const n = check('distanceLoss', x, y);
  return onProducts(x, () => {
    const mine = scaledDistances(products(centred(x)));
    const theirs = scaledDistances(products(centred(y)));
    const { value, slope } = huber(sub(mine.scaled, theirs.scaled)); // [n, n]
    const { distance, apart, count, average } = mine;
    const byScaled = mul(slope, n ** -2); // [n, n]
    // the mean moves with every distance
    const byMean = div(sum(mul(byScaled, distance)), mul(count, square(average)));
    const byDistance = sub(div(byScaled, average), byMean); // [n, n]
    const safe = where(apart, distance, add(zerosLike(distance), 1)); // [n, n]
    const bySquare = where(apart, div(byDistance, mul(safe, 2)), zerosLike(distance)); // [n, n]
    return { value: mean(value), slope: byProducts(bySquare) };
  });
}

/** Cosines [n, n, n], at row i between rows j and k, and 1/d_ij [n, n], 0 where two rows are the same. */
function angles(gram: Tensor) {
  const n = gram.shape[0]!;
  const { squared, apart, own } = distances(gram);
  const inverse = where(apart, rsqrt(where(apart, squared, add(zerosLike(squared), 1))), zerosLike(squared)); // [n, n]
  const [ij, ik] = [reshape(gram, [n, n, 1]), reshape(gram, [n, 1, n])];
  const along = add(sub(sub(reshape(gram, [1, n, n]), ij), ik), reshape(own, [n, 1, 1])); // (x_j − x_i)·(x_k − x_i)
  const lengths = mul(reshape(inverse, [n, n, 1]), reshape(inverse, [n, 1, n])); // [n, n, n]
  return { cosines: mul(along, lengths), lengths, inverse };
}

/** x [n, D], y [n, E] -> scalar, a mean over all n³ angles; differentiable by x. */
export function angleLoss(x: Tensor, y: Tensor): Tensor {
  const n = check('angleLoss', x, y);
  return onProducts(x, () => {
    const { cosines, lengths, inverse } = angles(products(centred(x)));
    const { value, slope } = huber(sub(cosines, angles(products(centred(y))).cosines)); // [n, n, n]
    const byCosine = mul(slope, n ** -3); // [n, n, n], alike in j and k
    const byAlong = mul(byCosine, lengths); // [n, n, n]
    const atCorner = sum(byAlong, 2); // [n, n], of i and j
    // ∂/∂d²_ij of ψ_ijk and of its twin ψ_ikj, through 1/d_ij
    const bySquare = mul(mul(square(inverse), sum(mul(byCosine, cosines), 2)), -1); // [n, n]
    const along = sub(add(sum(byAlong, 0), onDiagonal(sum(atCorner, 1))), mul(atCorner, 2)); // [n, n]
    return { value: mean(value), slope: add(along, byProducts(bySquare)) };
  });
}

/** Rows of length 1, and the lengths [n, 1] that they had. */
function unitRows(gram: Tensor) {
  const length = maximum(sqrt(sum(square(gram), -1, true)), 1e-12); // [n, 1]
  return { rows: div(gram, length) as Tensor2D, length };
}

/** x [n, D], y [n, E] -> ‖G_T − G_S‖²/n²; differentiable by x. */
export function similarityLoss(x: Tensor, y: Tensor): Tensor {
  const n = check('similarityLoss', x, y);
  return onProducts(x, () => {
    const { rows, length } = unitRows(products(x));
    const gap = sub(rows, unitRows(products(y)).rows); // [n, n]
    const byRows = mul(gap, 2 * n ** -2); // [n, n]
    const inward = sum(mul(byRows, rows), -1, true); // [n, 1]
    return { value: mean(square(gap)), slope: div(sub(byRows, mul(rows, inward)), length) };
  });
}
