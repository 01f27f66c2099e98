// A number as a tool writes it: a short plain decimal that the model can copy digit by digit. Whole numbers are exact;
// others keep two decimals, or four significant digits where that is more ("3.107", "1252.5", "0.0125"). No exponents.

import { RetortError } from '../lib/errors';

const LARGEST = 1e12;

/** @throws RetortError('tool-failed') where the number is no finite one, or too long to write out. */
export function plainDecimal(value: number): string {
  if (!Number.isFinite(value))
    throw new RetortError('tool-failed', 'That has no number as its answer. Check for a division by zero.');
  if (Math.abs(value) >= LARGEST)
    throw new RetortError('tool-failed', 'That is a number of more than twelve digits. Try smaller ones.');
  // what floating point leaves behind, 30.479999999999997 for one
  const clean = Number(value.toPrecision(12));
  if (Number.isInteger(clean)) return String(clean + 0);
  const magnitude = Math.floor(Math.log10(Math.abs(clean)));
  const decimals = Math.max(2, 3 - magnitude);
  if (decimals > 12) return '0';
  return clean
    .toFixed(decimals)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}
