// Which panel is in front, where panels are tabs (on a phone; where they are columns, all are), and what is looked up.

import { createStore } from 'zustand/vanilla';

export const PANELS = ['experiment', 'training', 'chat', 'proof', 'microscope', 'runs', 'library'] as const;
/** A lesson is one more while it is open. */
export type PanelName = (typeof PANELS)[number] | 'lesson';

export interface PageState {
  panel: PanelName;
  /** Id of the glossary's entry that is open; empty: its list; null: it is closed. */
  term: string | null;
  /** Whether the page shows one panel at a time, large, to a room. */
  presenting: boolean;
  /** Whether the instructor's pack is open in the page's place. */
  pack: boolean;
  /** In a frame of another page: these panels alone. None: the whole page. */
  embedded: readonly PanelName[];
  show(panel: PanelName): void;
  /** Begins with what is to be done. */
  present(): void;
  leaveStage(): void;
  openPack(pack: boolean): void;
  lookUp(term: string | null): void;
}

/** The chat comes first: it works before anything else was done. @param search the address's, which may name a term. */
export function createPageStore(search = '', embedded: readonly PanelName[] = []) {
  return createStore<PageState>()((update) => ({
    panel: 'chat',
    embedded,
    term: new URLSearchParams(search).get('term'),
    presenting: false,
    pack: false,
    openPack: (pack) => update({ pack }),
    present: () => update({ presenting: true, panel: 'experiment' }),
    leaveStage: () => update({ presenting: false }),
    show: (panel) => update({ panel }),
    lookUp: (term) => update({ term }),
  }));
}
