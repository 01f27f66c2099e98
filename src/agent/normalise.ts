// The user's words as the model reads them: lower case, and every number, word and mark a word of its own, so that
// copying a value into a call is copying whole tokens. "What's 12*7?" -> "what's 12 * 7 ?"
// Not spelling correction, and not a parser: it never decides what a number or word means (candidates.ts does).
// normalise(normalise(x)) === normalise(x).

/** Rewrites before the text is cut into words; the left sides cannot occur in normalised text. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′´`]/gu, "'"],
  [/[“”„‟″«»]/gu, '"'],
  [/[\u2013\u2014\u2015]/gu, ' - '], // dashes that separate, unlike the hyphen
  [/[\u2010\u2011\u2212]/gu, '-'],
  [/×/gu, '*'],
  [/[÷\u2044\u2215]/gu, '/'],
  [/√/gu, ' square root of '],
  [/(?<=[\d)])\s*²/gu, ' ^ 2 '], // before NFKC, which would turn 5² into 52
  [/(?<=[\d)])\s*³/gu, ' ^ 3 '],
  [/(\d)\s?½/gu, '$1.5'],
  [/(\d)\s?¼/gu, '$1.25'],
  [/(\d)\s?¾/gu, '$1.75'],
  [/½/gu, '0.5'],
  [/¼/gu, '0.25'],
  [/¾/gu, '0.75'],
  [/[°º_]/gu, ' '],
];

/** One word: an emoji, a time, a number, a word with inner apostrophes and hyphens, or any other single mark. */
const WORD = new RegExp(
  [
    String.raw`\p{Extended_Pictographic}(?:[\p{M}\u200d]|\p{Emoji_Modifier}|\p{Extended_Pictographic})*`,
    String.raw`\d{1,2}:\d{2}(?!\d)`,
    String.raw`(?<![\p{L}\p{N})'".%\]-])-(?:\d+(?:\.\d+)?|\.\d+)`, // a sign only where nothing stands before it
    String.raw`\d+(?:\.\d+)?`,
    String.raw`(?<![\p{L}\p{N}.])\.\d+`,
    String.raw`\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*`,
    String.raw`[^\s\p{M}]\p{M}*`,
    String.raw`\p{M}+`,
  ].join('|'),
  'gu',
);

const isNumber = (word: string | undefined): boolean => word !== undefined && /^-?\d+(\.\d+)?$/.test(word);
const endsOperand = (word: string | undefined): boolean => isNumber(word) || word === ')' || word === '%';

/** Cuts text into normalised words. */
export function normaliseWords(text: string): string[] {
  let clean = text.replace(/\p{Cs}/gu, '').replace(/(?!\u200d)[\p{Cf}\p{Co}]/gu, '');
  clean = clean.replace(/(?!\s)\p{Cc}/gu, '');
  for (const [pattern, replacement] of REWRITES) clean = clean.replace(pattern, replacement);
  clean = clean.normalize('NFKC').toLowerCase().normalize('NFKC');
  for (const [pattern, replacement] of REWRITES) clean = clean.replace(pattern, replacement);
  clean = clean
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1') // 1,000
    .replace(/(?<![\p{L}\p{N}'-])([ap])\.\s?m(?:\.|(?![\p{L}\p{N}'-]))/gu, '$1m'); // p.m.

  const words: string[] = [];
  const found = [...clean.matchAll(WORD)].map(([word]) => word).filter((word) => !word.startsWith('\u200d'));
  for (const [i, raw] of found.entries()) {
    const before = words[words.length - 1];
    let word = raw.replace(/^(-?)\.(?=\d)/, (_, sign: string) => `${sign}0.`);
    if (word === 'x' && endsOperand(before) && /^[-\d.(]/.test(found[i + 1] ?? '')) word = '*'; // 3x4
    if (/^[!?.]$/.test(word) && word === before) continue; // "!!!" says no more than "!"
    if (isNumber(word) && word.startsWith('-') && endsOperand(before)) words.push('-', word.slice(1));
    else words.push(word);
  }
  return words;
}

/** The user's message as the model reads it: normalised words with single spaces between. */
export function normalise(text: string): string {
  return normaliseWords(text).join(' ');
}
