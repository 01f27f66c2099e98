// Numbers as words, both ways: 25 -> "twenty five", and reading "twenty five", "two hundred and four", "2 and a half",
// "half a dozen", "an hour and a half" at a place in a sentence. Not for ordinals (dates.ts) or times (parse.ts).

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** Words that say a number by themselves besides the cardinals. */
const COUNTS: Record<string, number> = {
  once: 1,
  twice: 2,
  thrice: 3,
  couple: 2,
  pair: 2,
  dozen: 12,
  fourty: 40,
};

/** Units after which "a" means one: "a minute", "an hour", "a mile". */
const UNIT_WORDS = new Set(
  (
    'second sec minute min hour hr h day week month year millimeter centimeter meter metre kilometer kilometre km inch ' +
    'foot yard mile gram kilo kilogram kg ounce oz pound lb lbs milliliter millilitre liter litre cup gallon gal degree'
  ).split(' '),
);

/** "twenty five", "two hundred", "three thousand"; null where nobody would write it in words. */
export function numberInWords(n: number, hyphen = false): string | null {
  if (!Number.isInteger(n) || n < 0) return null;
  if (n < 20) return ONES[n]!;
  if (n < 100) return TENS[Math.floor(n / 10)]! + (n % 10 ? (hyphen ? '-' : ' ') + ONES[n % 10]! : '');
  if (n < 1000 && n % 100 === 0) return `${ONES[n / 100]!} hundred`;
  if (n < 1000) return `${ONES[Math.floor(n / 100)]!} hundred and ${numberInWords(n % 100, hyphen)!}`;
  if (n < 100_000 && n % 1000 === 0) return `${numberInWords(n / 1000, hyphen)!} thousand`;
  return null;
}

/** A number read in a sentence: its value as canonical text, and how many words it took. */
export interface NumberRead {
  value: string;
  length: number;
}

/** A cardinal below one hundred: "five", "twenty five", "twenty-five". */
export function readSmall(words: readonly string[], at: number): { n: number; length: number } | null {
  const word = words[at] ?? '';
  const one = ONES.indexOf(word);
  if (one >= 0) return { n: one, length: 1 };
  const [head, tail] = word.split('-');
  const ten = head === 'fourty' ? 4 : TENS.indexOf(head!);
  if (ten < 2) return null;
  if (tail !== undefined) {
    const unit = ONES.indexOf(tail);
    return unit > 0 && unit < 10 ? { n: ten * 10 + unit, length: 1 } : null;
  }
  const unit = ONES.indexOf(words[at + 1] ?? '');
  return unit > 0 && unit < 10 ? { n: ten * 10 + unit, length: 2 } : { n: ten * 10, length: 1 };
}

function readCardinal(words: readonly string[], at: number): { n: number; length: number } | null {
  const article = words[at] === 'a' ? 1 : 0;
  const small = readSmall(words, at);
  let n = small?.n ?? 1;
  let end = at + (small?.length ?? article);
  let scaled = false;
  for (const [word, scale] of [
    ['hundred', 100],
    ['thousand', 1000],
    ['million', 1_000_000],
  ] as const) {
    if (words[end] !== word || (!small && !article && end > at)) continue;
    n *= scale;
    end++;
    scaled = true;
    const and = words[end] === 'and' ? 1 : 0;
    const rest = readSmall(words, end + and);
    if (rest && words[end + and + rest.length] !== 'hundred') {
      n += rest.n;
      end += and + rest.length;
    }
  }
  return small || scaled ? { n, length: end - at } : null;
}

const tidy = (n: number): string => String(Math.round(n * 1e6) / 1e6);

/** The longest number that starts at a word of a normalised sentence, or null. */
export function readNumber(words: readonly string[], at: number): NumberRead | null {
  const word = words[at] ?? '';
  const is = (offset: number, ...options: string[]): boolean => options.includes(words[at + offset] ?? '');
  if (word === 'half') {
    if (is(1, 'a', 'an') && is(2, 'dozen')) return { value: '6', length: 3 };
    if (is(1, 'past')) return null;
    return { value: '0.5', length: is(1, 'a', 'an') ? 2 : 1 };
  }
  if (word === 'quarter' && !is(1, 'to', 'past', 'after', 'till')) {
    return { value: '0.25', length: is(1, 'of') && is(2, 'a', 'an') ? 3 : 1 };
  }
  if (word === 'three' && is(1, 'quarters')) return { value: '0.75', length: 2 };
  if (is(0, 'a', 'an') && is(1, 'half', 'quarter')) {
    const rest = readNumber(words, at + 1);
    return rest && { value: rest.value, length: rest.length + 1 };
  }
  const digits = /^-?\d+(\.\d+)?$/.test(word);
  const cardinal = digits ? { n: Number(word), length: 1 } : readCardinal(words, at);
  let n: number;
  let length: number;
  if (cardinal) ({ n, length } = cardinal);
  else if (word in COUNTS) [n, length] = [COUNTS[word]!, 1];
  else if (is(0, 'a', 'an') && (words[at + 1] ?? '') in COUNTS) [n, length] = [COUNTS[words[at + 1]!]!, 2];
  else if (is(0, 'a', 'an') && UNIT_WORDS.has(words[at + 1] ?? '')) [n, length] = [1, 1];
  else return null;
  if (is(length, 'point') && readSmall(words, at + length + 1)) {
    const fraction = readSmall(words, at + length + 1)!;
    return { value: `${n}.${fraction.n}`, length: length + 1 + fraction.length };
  }
  if (is(length, 'dozen') && cardinal) return { value: tidy(n * 12), length: length + 1 };
  if (is(length, 'and') && is(length + 1, 'a') && is(length + 2, 'half'))
    return { value: tidy(n + 0.5), length: length + 3 };
  const unit = UNIT_WORDS.has((words[at + length] ?? '').replace(/s$/, ''));
  if (unit && is(length + 1, 'and') && is(length + 2, 'a') && is(length + 3, 'half'))
    return { value: tidy(n + 0.5), length: length + 4 };
  return { value: digits ? word : tidy(n), length };
}
