// Light or dark: the system's choice until the person makes one.

import { useEffect } from 'react';
import { useMediaQuery } from '../ui/use-media-query';
import { useStored } from './stored';

export function useTheme(): { dark: boolean; toggle: () => void } {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const [stored, store] = useStored('retort.theme');
  const chosen = stored === 'dark' || stored === 'light' ? stored : null;
  const dark = chosen ? chosen === 'dark' : systemDark;
  useEffect(() => {
    if (chosen) document.documentElement.dataset['theme'] = chosen;
  }, [chosen]);
  return { dark, toggle: () => store(dark ? 'light' : 'dark') };
}
