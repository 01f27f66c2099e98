// Hostile gzip around a person’s own data: bombs.

import { gzipSync } from 'fflate';
import type { Bytes } from '../mutations';
import { bytesOf, type Hostile } from './bytes';

const packed = (bytes: Uint8Array): Bytes => gzipSync(bytes).slice();
/** One byte that becomes more than fits, a thousandth as large when it is packed. */
const bomb = packed(new Uint8Array(60e6).fill(97));

export const hostile: readonly Hostile[] = [
  ['a bomb', { 'a.csv.gz': bomb }, 'file-too-large'],
  ['a bomb in a gzip', { 'a.csv.gz': packed(bomb) }, 'file-too-large'],
  ['one cut off', { 'a.csv.gz': packed(bytesOf('text,label\n'.repeat(50))).slice(0, 30) }, 'file-broken'],
];
