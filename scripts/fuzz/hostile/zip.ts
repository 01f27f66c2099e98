// Hostile zips of models: bombs, paths that lead elsewhere, sizes that are not true.

import { zipSync } from 'fflate';
import type { Bytes } from '../mutations';
import { type Hostile, validOf } from './bytes';

const zipped = (...args: Parameters<typeof zipSync>): Bytes => zipSync(...args).slice();
/** With a number of so many bytes written into the directory's first entry. */
function changed(zip: Bytes, at: number, value: number): Bytes {
  const view = new DataView(zip.buffer);
  const entry = zip.findIndex((_, i) => i + 46 < zip.length && view.getUint32(i, true) === 0x02014b50);
  view.setUint32(entry + at, value, true);
  return zip;
}
const [SIZE, UNPACKED_SIZE] = [20, 24];
/** With a name made another one of the same length, which no writer would write. */
function renamed(zip: Bytes, from: string, to: string): Bytes {
  const [old, other] = [from, to].map((name) => new TextEncoder().encode(name)) as [Bytes, Bytes];
  zip.forEach((_, i) => {
    if (old.every((byte, j) => zip[i + j] === byte)) zip.set(other, i);
  });
  return zip;
}
const doubled = (): Bytes =>
  renamed(zipped({ 'a.txt': Uint8Array.of(1), 'b.txt': Uint8Array.of(2) }), 'b.txt', 'a.txt');

const folder = await validOf('safetensors');
const wrong = (what: string, zip: Bytes, code: Hostile[2]): Hostile => [what, { 'mine.zip': zip }, code];

export const hostile: readonly Hostile[] = [
  wrong('a bomb', zipped({ 'model.safetensors': new Uint8Array(50e6) }), 'file-too-large'),
  wrong(
    'a promise of 4 GB',
    changed(zipped({ 'model.safetensors': new Uint8Array(1000) }), UNPACKED_SIZE, 2 ** 32 - 2),
    'file-too-large',
  ),
  wrong(
    'more that is not packed than it says',
    changed(zipped({ 'config.json': [new Uint8Array(1000), { level: 0 }] }), SIZE, 2 ** 32 - 2),
    'file-too-large',
  ),
  wrong(
    'a thousand files',
    zipped(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}`, new Uint8Array(0)]))),
    'file-too-large',
  ),
  wrong('a path that leads up', zipped({ ...folder, '../../config.json': new Uint8Array(1) }), 'file-broken'),
  wrong('a path from the root', zipped({ ...folder, '/etc/passwd': new Uint8Array(1) }), 'file-broken'),
  wrong(
    'a file called __proto__',
    renamed(zipped({ ...folder, __prot0__: new Uint8Array(1) }), '__prot0__', '__proto__'),
    'file-broken',
  ),
  wrong('a file twice', doubled(), 'file-broken'),
  wrong('nothing in it', zipped({}), 'model-unknown'),
];
