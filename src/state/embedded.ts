// "?embed=training,proof" in the address: these panels alone, for a frame in somebody's page. Before the hash, where it stays when the
// experiment changes and where a host can tell it by (scripts/vite/content-security-policy.ts); as a field of the hash it is read, too.

import { type PanelName, PANELS } from './page-store';

export interface Embedding {
  /** In the order of the address, each once; none for the whole page. */
  panels: readonly PanelName[];
  /** Names that are no panel's. */
  unknown: readonly string[];
}

/** "lesson" is the one that the address names, or the list of them. */
export const EMBEDDABLE: readonly PanelName[] = [...PANELS, 'lesson'];
const MOST_NAMES = 20;
const MOST_NAME = 30;

export function embeddingOf({ search, hash }: Pick<Location, 'search' | 'hash'>): Embedding {
  const asked =
    new URLSearchParams(search).get('embed') ??
    new URLSearchParams(hash.replace(/^#/, '')).get('embed') ??
    '';
  const names = [...new Set(asked.split(',', MOST_NAMES).map((name) => name.trim().slice(0, MOST_NAME)))];
  const isPanel = (name: string): name is PanelName => EMBEDDABLE.some((panel) => panel === name);
  return {
    panels: names.filter(isPanel),
    unknown: names.filter((name) => name !== '' && !isPanel(name)),
  };
}

/** The message by which an embedded page tells the page around it how tall it is, in CSS pixels. */
export const HEIGHT_MESSAGE = 'retort.height';
