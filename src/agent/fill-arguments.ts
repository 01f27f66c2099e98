// Arguments of a tool straight from a person's words, for who knows which tool is meant but not with what: an intent
// classifier. Takes the first number, place, time, date or named value, and leaves open what words do not say plainly:
// expressions, free texts, units. The agent, which writes its calls, needs none of this.

import { argumentCandidates, numberSupply } from './candidates';
import type { ArgType, Tool } from './types';
import { citiesIn } from './words/cities';

export interface FilledCall {
  args: string[];
  /** Names of the parameters that the words leave open. */
  missing: string[];
}

function take(words: Set<string>, fits: (word: string) => boolean): string | undefined {
  const found = [...words].find(fits);
  if (found !== undefined) words.delete(found);
  return found;
}

/** @param words normalised. */
export function fillArguments(tool: Tool, words: readonly string[]): FilledCall {
  const material = { words, results: [] };
  const numbers = [...numberSupply(material).keys()];
  const named = new Set(words); // each names one argument
  const valueOf = (type: ArgType): string | undefined => {
    switch (type.kind) {
      case 'number':
        return numbers.shift() ?? type.defaults?.[0];
      case 'enum':
        return take(named, (word) => type.values.includes(word));
      case 'city':
        return citiesIn(words)[0] ?? 'here';
      case 'time':
      case 'date':
        return argumentCandidates(type, material)[0];
      case 'expression':
      case 'text':
      case 'free':
        return undefined;
      default:
        return type satisfies never;
    }
  };
  const filled = tool.params.map(({ name, type }) => ({ name, value: valueOf(type) }));
  return {
    args: filled.map(({ value }) => value ?? '…'),
    missing: filled.flatMap(({ name, value }) => (value === undefined ? [name] : [])),
  };
}
