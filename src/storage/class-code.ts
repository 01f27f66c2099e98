// A result code: what a pupil's run came to, short enough to be typed and safe to be pasted.
// RT1-FFFF-FFNN-NVVV-VVVC-CCC: the version, then by the Crockford alphabet (32 signs, of which none looks like another) six signs of the
// study's fingerprint, three of the part's number, three a figure, four that check all the others. Small letters, and O, I and L for 0 and
// 1, are read as what was meant.

import { hashString } from '../lib/rng';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VERSION = 1;
const SIGNS = { fingerprint: 6, number: 3, figure: 3, check: 4 };
/** A share in steps of a 32,766th; one more for a figure that the run does not have. */
const STEPS = 32_766;
const MISSING = STEPS + 1;
const LEAST = SIGNS.fingerprint + SIGNS.number + SIGNS.check;
/** More figures than a study can have. */
const MOST = LEAST + 16 * SIGNS.figure;

export interface ClassResult {
  /** Of the study. */
  fingerprint: number;
  /** Of the part. */
  number: number;
  /** Shares; null where the run has no such figure. */
  figures: readonly (number | null)[];
}

/** Why a text that begins like a code is none. */
export type CodeProblem = 'cut-off' | 'mistyped' | 'newer';

function signs(value: number, count: number): string {
  let text = '';
  for (let rest = value, i = 0; i < count; i++, rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32]! + text;
  return text;
}

const numberOf = (text: string): number =>
  [...text].reduce((value, sign) => 32 * value + ALPHABET.indexOf(sign), 0);

const checkOf = (body: string): string => signs(hashString(`RT${VERSION}${body}`) >>> 12, SIGNS.check);

/** What tells studies apart, whatever version of the page reads the link: 30 bits of the link's own words, but of those that change no study. */
export function fingerprintOf(hash: string): number {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const words = [...query]
    .filter(([key]) => !['backend', 'embed', 'lesson', 'claim', 'ran'].includes(key))
    // how many are waited for changes no part
    .map(([key, value]) => `${key}=${key === 'class' ? value.replace(/_\d+_/, '_') : value}`);
  return hashString(words.sort().join('\n')) >>> 2;
}

/** The name of a study, as people compare it: the first signs of each of its codes. */
export const fingerprintText = (fingerprint: number): string => signs(fingerprint, SIGNS.fingerprint);

export function toCode({ fingerprint, number, figures }: ClassResult): string {
  const shares = figures.map((share) =>
    signs(share === null ? MISSING : Math.round(STEPS * Math.min(1, Math.max(0, share))), SIGNS.figure),
  );
  const body = [fingerprintText(fingerprint), signs(number, SIGNS.number), ...shares].join('');
  return inGroups(body + checkOf(body));
}

const inGroups = (body: string): string => [`RT${VERSION}`, ...body.match(/.{1,4}/g)!].join('-');

/** Reads one code, however it was typed. */
export function fromCode(text: string): (ClassResult & { code: string }) | CodeProblem {
  const [, version, rest] = /^RT(\d)(.*)$/s.exec(text.toUpperCase().replace(/[^0-9A-Z]/g, '')) ?? [];
  if (version === undefined || rest === undefined) return 'mistyped';
  if (Number(version) > VERSION) return 'newer';
  const body = rest.replaceAll('O', '0').replace(/[IL]/g, '1');
  if (body.length < LEAST) return 'cut-off';
  const [said, check] = [body.slice(0, -SIGNS.check), body.slice(-SIGNS.check)];
  if (body.length > MOST || (body.length - LEAST) % SIGNS.figure !== 0 || checkOf(said) !== check)
    return 'mistyped';
  const figures = said.slice(SIGNS.fingerprint + SIGNS.number).match(/.{3}/g) ?? [];
  return {
    code: inGroups(body),
    fingerprint: numberOf(said.slice(0, SIGNS.fingerprint)),
    number: numberOf(said.slice(SIGNS.fingerprint, SIGNS.fingerprint + SIGNS.number)),
    figures: figures.map(numberOf).map((value) => (value === MISSING ? null : value / STEPS)),
  };
}

/** Hyphens of all kinds, as programs for writing make them. */
const CODE = /(?<![0-9a-z])RT\d[-\u2010-\u2015][0-9a-z\u2010-\u2015-]+|(?<![0-9a-z])RT\d[0-9a-z]{13,}/gi;

/** Everything in a text that looks like a code, in order: of a form's answers, a mail, a table. */
export const codesIn = (text: string): string[] => text.match(CODE) ?? [];
