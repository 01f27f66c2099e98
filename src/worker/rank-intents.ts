// Which intents are shown of what models make of a sentence.

import type { Events, Voice } from '../protocol/messages';

/** Intents that are shown: the likeliest of each model, no more than this many of the speaker's. */
const SHOWN = 5;

/** The speaker's likeliest intents and the other models' first choices, the speaker's likeliest first. @param answers probabilities [K] */
export function rankIntents(
  speaker: Voice,
  answers: ReadonlyMap<Voice, Float32Array>,
  labels: readonly string[],
): Events['chat.intents']['ranked'] {
  const order = (of: Voice): number[] => {
    const p = answers.get(of)!;
    return labels.map((_, k) => k).sort((a, b) => p[b]! - p[a]!);
  };
  const firsts = [...answers.keys()].map((who) => order(who)[0]!);
  const shown = new Set([...order(speaker).slice(0, SHOWN), ...firsts]);
  return order(speaker)
    .filter((k) => shown.has(k))
    .map((k) => ({
      intent: labels[k]!,
      probability: Object.fromEntries([...answers].map(([who, p]) => [who, p[k]!])),
    }));
}
