// Which language the page speaks. It follows the browser until the person chooses one, and the document's lang attribute follows
// it. English is part of the page; the strings of another language are loaded before the page speaks it.

import { createStore } from 'zustand/vanilla';
import type { Locale } from '../lib/localised';
import { type Catalogue, en } from './en';
import { type Translate, translator } from './translate';

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

export const language = createStore<{ locale: Locale; t: Translate }>()(() => ({
  locale: 'en',
  t: translator('en', en),
}));

const catalogues: Readonly<Record<Locale, () => Catalogue | Promise<Catalogue>>> = {
  en: () => en,
  'zh-CN': () => import('./zh-cn').then(({ zhCN }) => zhCN),
};

let wanted: Locale;

/** Speaks a language as soon as its strings are here; where they cannot be loaded the page keeps the one it has. */
async function speak(locale: Locale): Promise<void> {
  wanted = locale;
  try {
    const t = translator(locale, await catalogues[locale]());
    if (wanted !== locale) return;
    language.setState({ locale, t });
    document.documentElement.lang = locale;
  } catch {
    // offline: the next choice tries again
  }
}

export function setLocale(locale: Locale): void {
  void speak(locale);
  try {
    localStorage.setItem(STORED, locale);
  } catch {
    // see storedLocale
  }
}

/** Before the first render, which waits for it. */
export const startTranslations = (): Promise<void> => speak(startLocale(storedLocale(), navigator.languages));
