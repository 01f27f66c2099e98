// The temperature at which a classifier's answers are likeliest (Guo et al. 2017, arXiv 1706.04599): one number, found by golden section.

import { UNLABELLED } from '../../data/text-set';

/** Searched between 1/20 and 20, on a logarithmic scale. */
const REACH = Math.log(20);
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const CLOSE = 1e-3;

/** Mean of −ln p of the right classes of logits [m·K] at a temperature; rows without a label are left out. */
export function surprise(logits: Float32Array, labels: Int32Array, K: number, temperature: number): number {
  let [sum, counted] = [0, 0];
  for (const [i, label] of labels.entries()) {
    if (label === UNLABELLED) continue;
    const row = logits.subarray(i * K, (i + 1) * K);
    const top = Math.max(...row);
    let all = 0;
    for (const z of row) all += Math.exp((z - top) / temperature);
    sum += Math.log(all) - (row[label]! - top) / temperature;
    counted++;
  }
  return counted === 0 ? 0 : sum / counted;
}

/** 1 where there is no label to go by. */
export function bestTemperature(logits: Float32Array, labels: Int32Array, K: number): number {
  if (labels.every((label) => label === UNLABELLED)) return 1;
  const at = (log: number) => surprise(logits, labels, K, Math.exp(log));
  let [low, high] = [-REACH, REACH];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [below, above] = [at(left), at(right)];
  while (high - low > CLOSE) {
    if (below < above) {
      [high, right, above] = [right, left, below];
      left = high - GOLDEN * (high - low);
      below = at(left);
    } else {
      [low, left, below] = [left, right, above];
      right = low + GOLDEN * (high - low);
      above = at(right);
    }
  }
  return Math.exp((low + high) / 2);
}
