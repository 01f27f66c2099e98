// From the likeliest tokens at each place of a short answer to the probability of every answer that could have been given: what a
// token's text says is shared by the answers that begin with it; where the model went on, the next place tells them apart.
// K answers.

/** A place of what was written. */
export interface TokenPlace {
  token: string;
  logprob: number;
  /** The likeliest tokens here, that one mostly among them. */
  top: readonly { token: string; logprob: number }[];
}

/** What may stand before an answer. */
const BEFORE = /^[\s"'“”‘’*`:-]+/u;
const LETTER = /[\p{L}\p{N}]/u;

/** ln of the probability of each answer, [K]. One that was not seen counts as much as the unlikeliest token seen. */
export function answerScores(
  places: readonly TokenPlace[],
  answers: readonly string[],
): Float32Array<ArrayBuffer> {
  const mass = new Float64Array(answers.length);
  let least = Infinity;
  let [path, said] = [0, ''];
  let open = answers.map((_, k) => k);
  for (const [i, { token, logprob, top }] of places.entries()) {
    const listed = top.some((one) => one.token === token) ? top : [...top, { token, logprob }];
    let goesOn: { open: number[]; said: string; logprob: number } | null = null;
    for (const one of listed) {
      const text = said + one.token.toLowerCase();
      const bare = said === '' ? text.replace(BEFORE, '') : text;
      const chosen = one.token === token;
      least = Math.min(least, Math.exp(path + one.logprob));
      const fitting = bare === '' ? open : whichFit(bare, open, answers);
      if (chosen && i + 1 < places.length && fitting.length > 1) {
        goesOn = { open: fitting, said: bare, logprob: one.logprob };
        continue;
      }
      if (bare === '') continue; // it says nothing yet, and nobody looked further
      for (const k of fitting) mass[k]! += Math.exp(path + one.logprob) / fitting.length;
    }
    if (!goesOn) break;
    ({ open, said } = goesOn);
    path += goesOn.logprob;
  }
  if (!Number.isFinite(least)) least = 1; // nothing was written: all are alike
  return Float32Array.from(mass, (p) => Math.log(Math.max(p, Math.min(least, 1), 1e-30)));
}

/** The answers of which a text is the beginning; where it is of none, those that it is the whole of and something else after it. */
function whichFit(text: string, open: readonly number[], answers: readonly string[]): number[] {
  const begun = open.filter((k) => answers[k]!.startsWith(text));
  return begun.length > 0 ? begun : open.filter((k) => isWhole(text, answers[k]!));
}

const isWhole = (text: string, answer: string): boolean =>
  text.startsWith(answer) && !LETTER.test(text.slice(answer.length)[0] ?? '');

/** Whether what was said so far tells which answer it begins, or that it begins none. */
export function isTold(said: string, answers: readonly string[]): boolean {
  const bare = said.toLowerCase().replace(BEFORE, '');
  const all = answers.map((_, k) => k);
  return bare !== '' && whichFit(bare, all, answers).length <= 1;
}

/** Tokens after which answers are told apart, about: one where no two begin with the same word. */
export function tokensToTell(answers: readonly string[]): number {
  const firsts = new Set(answers.map((answer) => answer.slice(0, 2)));
  return firsts.size === answers.length ? 1 : 6;
}

/** ln of shares of answers that were given so often, [K], half a one added to each. @param said as the model wrote them. */
export function sampledScores(
  said: readonly string[],
  answers: readonly string[],
): Float32Array<ArrayBuffer> {
  const counts = answers.map((answer) => {
    const given = said.map((text) => text.toLowerCase().replace(BEFORE, ''));
    return given.filter((text) => isWhole(text, answer)).length;
  });
  return Float32Array.from(counts, (count) => Math.log((count + 0.5) / (said.length + 0.5 * answers.length)));
}
