// What the person has deleted and can still have back, as it is marked in the database (removals.ts).

/** The stores whose things can be taken back. */
export type RemovableStore = 'runs' | 'models' | 'corrections';

export interface Removal {
  store: RemovableStore;
  id: string;
  /** As the list showed it. */
  name: string;
  /** When, in milliseconds since the epoch. */
  at: number;
}
