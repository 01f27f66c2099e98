// The current language, and texts of the catalog in it.

import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { Locale, Localised } from '../lib/localised';
import { language } from './i18n';

export function useLocale(): Locale {
  return useStore(language, ({ locale }) => locale);
}

/** Picks the current language out of a Localised text. */
export function useLocalised(): (text: Localised) => string {
  const locale = useLocale();
  return useCallback((text) => text[locale], [locale]);
}
