// Words of a text as a search compares them: English by rough stems, Chinese by pairs of characters. No language is known well here;
// what matters is that a question and a text are cut alike.

const LETTERS = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}])+`;
const WORD = new RegExp(String.raw`\p{Script=Han}+|${LETTERS}(?:['’^-]${LETTERS})*`, 'gu');
const HAN = /^\p{Script=Han}/u;

/** "bigger" and "big", "distilling" and "distill", "squared" and "square": one each. */
function stem(word: string): string {
  const plain = word
    .replace(/['’](?:s|re|ve|ll|d|m|t)?$/, '')
    .replaceAll('z', 's') // quantize, quantise
    .replace(/our(?=s?$)/, 'or')
    .replaceAll('ll', 'l') // distill, distil
    .replace(/nt$/, 'n'); // learnt, learn
  if (plain.length < 4) return plain;
  const cut = plain
    .replace(/ies$/, 'y')
    .replace(/(?:ations?|ings?|ion|ers?|ors?|est|ed|es|s|ly)$/, (end) =>
      plain.length - end.length < 3 ? end : '',
    );
  return cut.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/e$/, '');
}

/** Of a run of Chinese characters: its pairs, or the one there is. */
const pairs = (run: string): string[] =>
  run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));

/** The stems of a text, in its order. */
export function stems(text: string): string[] {
  return [...text.toLowerCase().matchAll(WORD)].flatMap(([word]) =>
    HAN.test(word) ? pairs(word) : word.split(/[-^]/).map(stem),
  );
}
