// How fast a run may go: milliseconds that a step takes at least, by the words for it.

export const PACES = { full: 0, brisk: 100, slow: 500, slower: 2000 } as const;
export type Pace = keyof typeof PACES;

export const PACE_NAMES = Object.keys(PACES) as Pace[];

/** The pace of a store's milliseconds; full speed for any other. */
export const paceOf = (stepMs: number): Pace => PACE_NAMES.find((name) => PACES[name] === stepMs) ?? 'full';
