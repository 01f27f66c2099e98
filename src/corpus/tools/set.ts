// The sliders by one of their names, and values in their range.

import type { Rng } from '../../lib/rng';
import type { Draw } from '../frames';
import type { Split } from '../held-out';
import { anyNumber, numberAllowed, type Slot } from '../slots';
import { wordsOf } from '../words/lists';
import data from './set.json';

/** What each slider is called. */
export const CONTROLS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(data.words.controls).map(([control, names]) => [control, wordsOf(names)]),
);

/** A value in the control's range, as people write it. */
export function controlValue(rng: Rng, split: Split, control: string): Slot {
  if (control === 'temperature')
    return anyNumber(rng, split, {
      min: 1,
      max: rng.pick([10, 10, 20]),
      decimals: rng.next() < 0.7 ? 0 : 1,
      inWords: 0.15,
    });
  const draw = (): string => {
    if (control === 'lambda')
      return rng.pick([
        `0.${1 + rng.int(9)}`,
        `0.${10 + rng.int(90)}`,
        String((1 + rng.int(9)) / 10),
        rng.pick(['0', '1']),
      ]);
    return rng.pick([
      `0.${rng.pick(['0', '00', '000'])}${1 + rng.int(9)}`,
      `0.00${1 + rng.int(9)}`,
      `0.0${10 + rng.int(90)}`,
      `0.00${10 + rng.int(90)}`,
      `0.${1 + rng.int(2)}`,
    ]);
  };
  for (let i = 0; ; i++) {
    const value = String(Number(draw()));
    if (i > 300 || numberAllowed(split, Number(value))) {
      if (value === '0.5' && rng.next() < 0.15) return { value, words: rng.pick(['half', 'a half']) };
      if ((value === '0' || value === '1') && rng.next() < 0.3)
        return { value, words: value === '0' ? 'zero' : 'one' };
      return { value, words: rng.next() < 0.08 ? value.replace(/^0\./, '.') : value };
    }
  }
}

const move: Draw = (rng, split) => {
  const control = rng.pick(Object.keys(CONTROLS));
  const { value, words } = controlValue(rng, split, control);
  const said = rng.pick(CONTROLS[control]!);
  return { args: [control, value], words: { control: said, bare: said.replace(/^the /, ''), v: words } };
};

export const draws = { move };
