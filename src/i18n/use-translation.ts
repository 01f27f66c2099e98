// The current language in React: `t` says a text of the catalogue.

import { useStore } from 'zustand';
import { language } from './i18n';
import type { Translate } from './translate';

export function useTranslation(): { t: Translate } {
  return useStore(language);
}
