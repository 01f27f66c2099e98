// The little language in which the data files say how people ask:
//   (a|b|c)  one of several      [a|b]  one of several, or nothing      {name}  a hole for a drawn word
//   <name>   one of the file's "groups", a choice that many patterns share, put in as text
// Choices nest. Spaces are tidied, so "[please ]" and "[please]" both work.

import { RetortError } from '../lib/errors';
import type { Rng } from '../lib/rng';

type Node =
  | { kind: 'words'; text: string }
  | { kind: 'hole'; name: string }
  | { kind: 'choice'; options: Node[][]; optional: boolean };

function parse(pattern: string): Node[] {
  let at = 0;
  const fail = (why: string): never => {
    throw new RetortError('internal', `Pattern "${pattern}": ${why} at ${at}.`);
  };
  const sequence = (closer: string): Node[][] => {
    const options: Node[][] = [[]];
    while (at < pattern.length) {
      const char = pattern[at]!;
      if (char === closer) return options;
      at++;
      const here = options[options.length - 1]!;
      if (char === '|') options.push([]);
      else if (char === '(' || char === '[') {
        const close = char === '(' ? ')' : ']';
        const inner = sequence(close);
        if (pattern[at++] !== close) fail(`missing ${close}`);
        here.push({ kind: 'choice', options: inner, optional: char === '[' });
      } else if (char === '{') {
        const end = pattern.indexOf('}', at);
        if (end < 0) fail('missing }');
        here.push({ kind: 'hole', name: pattern.slice(at, end) });
        at = end + 1;
      } else if (char === ')' || char === ']' || char === '}') fail(`unexpected ${char}`);
      else {
        const last = here[here.length - 1];
        if (last?.kind === 'words') last.text += char;
        else here.push({ kind: 'words', text: char });
      }
    }
    return options;
  };
  const options = sequence('');
  return options.length === 1 ? options[0]! : [{ kind: 'choice', options, optional: false }];
}

/** The pattern with its groups put in. Throws RetortError('internal') for a group that the file does not have. */
export function withGroups(pattern: string, groups: Readonly<Record<string, string>>): string {
  return pattern.replace(/<(\w+)>/g, (_, name: string) => {
    const group = groups[name];
    if (group === undefined) throw new RetortError('internal', `Pattern "${pattern}": no group <${name}>.`);
    return group;
  });
}

const parsed = new Map<string, Node[]>();

/** Draws one sentence of a pattern. Holes named in `words` are filled; an unknown hole is an error. */
export function expand(pattern: string, words: Record<string, string>, rng: Rng): string {
  let nodes = parsed.get(pattern);
  if (!nodes) parsed.set(pattern, (nodes = parse(pattern)));
  const write = (list: Node[]): string =>
    list
      .map((node) => {
        if (node.kind === 'words') return node.text;
        if (node.kind === 'hole') {
          const word = words[node.name];
          if (word === undefined)
            throw new RetortError('internal', `Pattern "${pattern}": no word for {${node.name}}.`);
          return word;
        }
        if (node.optional && rng.next() < 0.5) return '';
        return write(rng.pick(node.options));
      })
      .join('');
  return write(nodes).replace(/\s+/g, ' ').trim();
}
