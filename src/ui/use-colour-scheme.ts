// Which colours the page has now, for what is painted by hand: the system's, or those that the person chose.

import { useSyncExternalStore } from 'react';
import { useMediaQuery } from './use-media-query';

function onChoice(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export function useColourScheme(): string {
  const system = useMediaQuery('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  return useSyncExternalStore(onChoice, () => document.documentElement.dataset['theme'] ?? '') || system;
}
