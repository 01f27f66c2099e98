// Which runs the list shows, and in what order: those that have all the words looked for, pinned ones first.

import { mainFigure } from '../../catalog/catalog';
import type { RunEntry } from '../../state/runs-store';

export const COLUMNS = ['name', 'startedAt', 'step', 'result'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  by: Column;
  ascending: boolean;
}

export const NEWEST_FIRST: Order = { by: 'startedAt', ascending: false };

/** A run and what the page says of it. */
export interface Listed {
  run: RunEntry;
  name: string;
  /** All words that it can be found by. */
  words: string;
}

/** What decides a race of this task, of the student; undefined before there is a check. */
export const resultOf = ({ config, evaluations }: RunEntry): number | undefined =>
  evaluations.find(({ arm }) => arm === 'student')?.figures[mainFigure(config.task)];

/** Runs that are called the same are numbered from the oldest on, so that a name is one run's. */
export function withOwnNames(all: readonly Listed[]): Listed[] {
  const seen = new Map<string, number>();
  const named = new Map<RunEntry, string>();
  for (const { run, name } of all.toSorted((a, b) => a.run.startedAt - b.run.startedAt)) {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    named.set(run, count === 1 ? name : `${name} (${count})`);
  }
  return all.map((listed) => ({ ...listed, name: named.get(listed.run)! }));
}

/** @param query words in any order; all of them must occur, in whatever case. */
export function found(all: readonly Listed[], query: string): Listed[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ words }) => {
    const text = words.toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Runs without a result come last, whichever way it goes. */
export function inOrder(all: readonly Listed[], { by, ascending }: Order): Listed[] {
  const sign = ascending ? 1 : -1;
  const compare = (a: Listed, b: Listed): number => {
    if (by === 'name') return sign * a.name.localeCompare(b.name, undefined, { numeric: true });
    if (by !== 'result') return sign * (a.run[by] - b.run[by]);
    const [x, y] = [resultOf(a.run), resultOf(b.run)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * (x - y);
  };
  return all.toSorted((a, b) => Number(b.run.pinned) - Number(a.run.pinned) || compare(a, b));
}
