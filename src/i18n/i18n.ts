// i18next with the typed catalogue of en.ts. The language follows the browser until the person chooses one, and the
// document's lang attribute follows the language.

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../lib/localised';
import { type Catalogue, en } from './en';
import { zhCN } from './zh-cn';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Catalogue };
  }
}

const STORED = 'retort.locale';

/** Each language in its own words. */
export const LOCALES: readonly { id: Locale; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'zh-CN', name: '简体中文' },
];

/** The language to start in: the chosen one, else the first known one of the browser's. */
export function startLocale(stored: string | null, preferred: readonly string[]): Locale {
  const chosen = LOCALES.find(({ id }) => id === stored);
  if (chosen) return chosen.id;
  for (const language of preferred) {
    if (/^zh\b/i.test(language)) return 'zh-CN';
    if (/^en\b/i.test(language)) return 'en';
  }
  return 'en';
}

/** Storage can be forbidden; then the choice lasts as long as the page. */
function storedLocale(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

export function setLocale(locale: Locale): void {
  void i18next.changeLanguage(locale);
  try {
    localStorage.setItem(STORED, locale);
  } catch {
    // see storedLocale
  }
}

/** Before the first render. */
export function startTranslations(): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  void i18next.use(initReactI18next).init({
    lng: startLocale(storedLocale(), navigator.languages),
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
}
