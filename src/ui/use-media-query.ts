// Whether a media query matches now.

import { useSyncExternalStore } from 'react';

/** A finger, not a mouse, and so perhaps no keyboard. */
export const TOUCH = '(pointer: coarse)';

export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
