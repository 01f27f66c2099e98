// The shape check that every op begins with: patterns like 'N V' or '... D', whose letters must agree between tensors.
// A wrong shape otherwise broadcasts silently or fails deep inside a kernel.

import { RetortError } from '../../lib/errors';

/** Anything with a shape: a tensor, or a stand-in in a test. */
interface Shaped {
  readonly shape: readonly number[];
}

/**
 * Sizes of the letters in the patterns, which are dimensions apart by spaces; '...' in front stands for any number of them.
 * Throws RetortError('shape') naming op, tensor and what was wanted.
 */
export function matchShapes<Letter extends string>(
  op: string,
  tensors: Record<string, readonly [Shaped, string]>,
): Record<Letter, number> {
  const sizes: Record<string, number> = {};
  for (const [name, [{ shape }, pattern]] of Object.entries(tensors)) {
    const letters = pattern === '' ? [] : pattern.split(' ');
    const open = letters[0] === '...';
    if (open) letters.shift();
    const skip = shape.length - letters.length;
    const bad = open ? skip < 0 : skip !== 0;
    if (bad || letters.some((letter, i) => (sizes[letter] ??= shape[skip + i]!) !== shape[skip + i])) {
      const known = Object.entries(sizes).map(([letter, size]) => `${letter} = ${size}`);
      throw new RetortError(
        'shape',
        `${op}: ${name} has shape [${shape.join(', ')}] where [${pattern.replaceAll(' ', ', ')}] is needed` +
          `${known.length > 0 ? ` with ${known.join(', ')}` : ''}. The model's weights, config or data do not fit together: load a matching set.`,
      );
    }
  }
  return sizes as Record<Letter, number>;
}

/** Throws RetortError('shape') unless both tensors have one shape. */
export function sameShape(op: string, tensors: Record<string, Shaped>): void {
  const [[firstName, first], [name, other]] = Object.entries(tensors) as [[string, Shaped], [string, Shaped]];
  requireShape(
    first.shape.length === other.shape.length && first.shape.every((size, i) => size === other.shape[i]),
    `${op}: ${firstName} has shape [${first.shape.join(', ')}], but ${name} [${other.shape.join(', ')}]. Load weights that match the config.`,
  );
}

/** Throws RetortError('shape') unless ok. */
export function requireShape(ok: boolean, message: string): asserts ok {
  if (!ok) throw new RetortError('shape', message);
}
