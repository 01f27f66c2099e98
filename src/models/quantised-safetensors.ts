// Weights of few bits in the safetensors format: the codes of NAME as they are, I8 [O, I] or U8 [O, I/2] with two columns a byte,
// and beside them NAME.scales as F32 [O]. What is in floats stays F32. Read back as they were, bit for bit.

import { RetortError } from '../lib/errors';
import { isQuantised, type QuantisedTensor, type Weights } from './quantised';
import { type FileEntry, fromFloats, readEntries, toFloats, unknownType, writeEntries } from './safetensors';

const scalesOf = (name: string): string => `${name}.scales`;

export function serialiseWeights(weights: Weights): Uint8Array<ArrayBuffer> {
  const floats: Record<string, FileEntry> = {}; // they come first, so that they lie at multiples of four bytes
  const codes: Record<string, FileEntry> = {};
  for (const [name, weight] of Object.entries(weights)) {
    if (!isQuantised(weight)) floats[name] = fromFloats(weight, 'F32');
    else {
      const { bits, scales } = weight;
      const [rows, columns] = weight.shape as [number, number];
      floats[scalesOf(name)] = fromFloats({ shape: [rows], data: scales }, 'F32');
      codes[name] = {
        dtype: bits === 8 ? 'I8' : 'U8',
        shape: [rows, (columns * bits) / 8],
        bytes: weight.codes,
      };
    }
  }
  return writeEntries({ ...floats, ...codes });
}

/** Throws RetortError('model-truncated') where the file is broken, 'model-unknown' where whole numbers lack their scales. */
export function parseWeights(file: ArrayBuffer | Uint8Array<ArrayBuffer>): Weights {
  const entries = readEntries(file);
  const weights: Record<string, Weights[string]> = {};
  const used = new Set(
    Object.keys(entries)
      .filter((name) => isCodes(entries[name]!))
      .map(scalesOf),
  );
  for (const [name, entry] of Object.entries(entries)) {
    if (isCodes(entry)) weights[name] = quantised(name, entry, entries);
    else if (!used.has(name)) weights[name] = toFloats(name, entry);
  }
  return weights;
}

const isCodes = ({ dtype }: FileEntry): boolean => dtype === 'I8' || dtype === 'U8';

function quantised(
  name: string,
  { dtype, shape: [rows = 0, width = 0, ...more], bytes }: FileEntry,
  entries: Readonly<Record<string, FileEntry>>,
): QuantisedTensor {
  const beside = Object.hasOwn(entries, scalesOf(name)) ? entries[scalesOf(name)]! : null;
  if (!beside || more.length > 0) throw unknownType(name, dtype);
  const { shape, data } = toFloats(scalesOf(name), beside);
  if (shape.length !== 1 || shape[0] !== rows)
    throw new RetortError(
      'model-truncated',
      `The scales of ${name} have shape [${shape.join(', ')}] instead of [${rows}]. Download or export the model again.`,
    );
  const bits = dtype === 'I8' ? 8 : 4;
  const scales = Float32Array.from(data);
  return { shape: [rows, (width * 8) / bits], bits, codes: bytes.slice(), scales };
}
