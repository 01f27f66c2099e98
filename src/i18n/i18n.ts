// i18next with the typed catalogue of en.ts. The language follows the browser until the person chooses one, and the
// document's lang attribute follows the language.

import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../lib/localised';
import { type Catalogue, en } from './en';

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

/** English is part of the page; another language's strings are loaded before the page speaks it. */
const strings: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, _namespace, done) => {
    const loaded = language === 'zh-CN' ? import('./zh-cn').then(({ zhCN }) => zhCN) : Promise.resolve(en);
    loaded.then(
      (catalogue) => done(null, catalogue),
      (error: unknown) => done(error instanceof Error ? error : String(error), null), // offline: English stands in
    );
  },
};

/** Before the first render, which waits for it. */
export async function startTranslations(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(initReactI18next)
    .use(strings)
    .init({
      lng: startLocale(storedLocale(), navigator.languages),
      load: 'currentOnly',
      fallbackLng: 'en',
      partialBundledLanguages: true,
      resources: { en: { translation: en } },
      interpolation: { escapeValue: false }, // React escapes
      react: { useSuspense: false },
    });
}
