// Which panel is in front, where panels are tabs (on a phone). Where they are columns, all are.

import { createStore } from 'zustand/vanilla';

export const PANELS = ['experiment', 'training', 'chat', 'proof', 'microscope', 'runs', 'library'] as const;
/** A lesson is one more while it is open. */
export type PanelName = (typeof PANELS)[number] | 'lesson';

export interface PageState {
  panel: PanelName;
  show(panel: PanelName): void;
}

/** The chat comes first: it works before anything else was done. */
export function createPageStore() {
  return createStore<PageState>()((update) => ({ panel: 'chat', show: (panel) => update({ panel }) }));
}
