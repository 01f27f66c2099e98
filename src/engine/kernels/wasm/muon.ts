// A step of Muon for all matrices in one job, in place (assembly/muon.ts). Inputs and attributes are those of ../names.ts.

import { type OptimizerInputs, shrink } from './adamw';
import type { WasmDevice } from './device';

type Attributes = Record<'count' | 'rate' | 'momentum' | 'decay' | 'clip', number>;

export function muon(device: WasmDevice, inputs: OptimizerInputs, attributes: Record<string, number>): void {
  const { count, rate, momentum, decay, clip } = attributes as Attributes;
  const by = shrink(device, inputs.norm!, clip);
  if (by === null) return;
  const matrices = Array.from({ length: count }, (_, i) => ({
    shape: inputs[`w${i}`]!.shape as [number, number],
    addresses: [inputs[`w${i}`]!, inputs.m!, inputs[`g${i}`]!].map((tensor) => device.address(tensor)),
    at: 4 * attributes[`at${i}`]!,
  }));
  const bytes = Math.max(...matrices.map(({ shape }) => device.call('muonScratch', ...shape)));
  const { before: table, ...scratch } = device.areas(bytes, count * 24);
  const [words, factors] = [device.words(table, count * 6), device.floats(table, count * 6)];
  for (const [i, { shape, addresses, at }] of matrices.entries()) {
    const [w, m, g] = addresses as [number, number, number];
    words.set([w, m + at, g, ...shape], i * 6);
    factors[i * 6 + 5] = rate * 0.2 * Math.sqrt(Math.max(...shape));
  }
  device.runParts('muon', [table, momentum, by, 1 - rate * decay], count, 1, scratch);
}
