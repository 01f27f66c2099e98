// The current language, and texts of the catalog in it.

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale, Localised } from '../lib/localised';
import { localisedText } from './i18n';

export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** Picks the current language out of a Localised text. */
export function useLocalised(): (text: Localised) => string {
  const locale = useLocale();
  return useCallback((text) => localisedText(text, locale), [locale]);
}
