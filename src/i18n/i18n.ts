// i18next with the typed catalogue of en.ts, and a namespace for each part of the page that is loaded late (late/). The language
// follows the browser until the person chooses one, and the document's lang attribute follows the language.

import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { EXPLAINED, type Locale, type Localised } from '../lib/localised';
import { type Catalogue, en } from './en';
import type { en as behindWords } from './late/behind.en';
import type { en as classWords } from './late/class.en';
import type { en as compressWords } from './late/compress.en';
import type { en as correctWords } from './late/correct.en';
import type { en as dataWords } from './late/data.en';
import type { en as encoderWords } from './late/encoder.en';
import type { en as evidenceWords } from './late/evidence.en';
import type { en as exportWords } from './late/export.en';
import type { en as glossaryWords } from './late/glossary.en';
import type { en as lessonWords } from './late/lesson.en';
import type { en as libraryWords } from './late/library.en';
import type { en as llmWords } from './late/llm.en';
import type { en as microscopeWords } from './late/microscope.en';
import type { en as packWords } from './late/pack.en';
import type { en as presentationWords } from './late/presentation.en';
import type { en as proofWords } from './late/proof.en';
import type { en as recipeWords } from './late/recipe.en';
import type { en as runsWords } from './late/runs.en';
import type { en as teachersWords } from './late/teachers.en';
import type { en as trainingWords } from './late/training.en';
import type { en as turnWords } from './late/turn.en';
import type { Words } from './words';

interface LateWords {
  behind: Words<typeof behindWords>;
  class: Words<typeof classWords>;
  compress: Words<typeof compressWords>;
  correct: Words<typeof correctWords>;
  data: Words<typeof dataWords>;
  encoder: Words<typeof encoderWords>;
  evidence: Words<typeof evidenceWords>;
  export: Words<typeof exportWords>;
  glossary: Words<typeof glossaryWords>;
  lesson: Words<typeof lessonWords>;
  library: Words<typeof libraryWords>;
  llm: Words<typeof llmWords>;
  microscope: Words<typeof microscopeWords>;
  pack: Words<typeof packWords>;
  presentation: Words<typeof presentationWords>;
  proof: Words<typeof proofWords>;
  recipe: Words<typeof recipeWords>;
  runs: Words<typeof runsWords>;
  teachers: Words<typeof teachersWords>;
  training: Words<typeof trainingWords>;
  turn: Words<typeof turnWords>;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Catalogue } & LateWords;
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

/** For as long as the page shows something in another language than the person's own. @returns how it is undone. */
export function speakMeanwhile(locale: Locale): () => void {
  const before = i18next.language;
  void i18next.changeLanguage(locale);
  return () => void i18next.changeLanguage(before);
}

export function setLocale(locale: Locale): void {
  void i18next.changeLanguage(locale);
  try {
    localStorage.setItem(STORED, locale);
  } catch {
    // see storedLocale
  }
}

const late = {
  ...import.meta.glob<object>('./late/*.en.ts', { import: 'en' }),
  ...import.meta.glob<object>('./late/*.zh-CN.ts', { import: 'zhCN' }),
};

/** Words of the catalogue that a build took out of it, by language: they come when they are read. */
const catalogueWords: Record<Locale, Readonly<Record<string, string>>> = { en: {}, 'zh-CN': {} };

/** A text of the catalogue in the language that the page speaks; where its words have not come, in English, or none. */
export function localisedText(text: Localised, locale: Locale): string {
  const { en } = text;
  const late = catalogueWords[locale][en] ?? catalogueWords.en[en];
  if (late !== undefined) return late;
  if (en.startsWith(EXPLAINED)) return '';
  const beside: string | undefined = text[locale]; // the build takes all but English away
  return beside ?? en;
}

/** Reads what explains the catalogue's entries; before the first paint nobody needs it. Where it cannot come, names stand alone. */
export async function loadExplanations(): Promise<void> {
  try {
    catalogueWords.en = (await import('./explanations')).explanations;
    i18next.emit('explained');
  } catch {
    // the network is gone; the page works without
  }
}

async function wordsOf(language: string, namespace: string): Promise<object> {
  if (namespace !== 'translation') return late[`./late/${namespace}.${language}.ts`]!();
  if (language !== 'zh-CN') return en;
  const { zhCN, catalogueZhCN } = await import('./zh-cn');
  catalogueWords['zh-CN'] = catalogueZhCN;
  return zhCN;
}

/** English is part of the page; another language's strings are loaded before the page speaks it. */
const strings: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    wordsOf(language, namespace).then(
      (words) => done(null, words),
      (error: unknown) => done(error instanceof Error ? error : String(error), null), // offline: English stands in
    );
  },
};

/** A part of the page that is loaded late, with its strings. */
export async function withWords<M>(namespace: keyof LateWords, load: () => Promise<M>): Promise<M> {
  const [part] = await Promise.all([load(), i18next.loadNamespaces(namespace)]);
  return part;
}

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
      react: { useSuspense: false, bindI18n: 'languageChanged explained' },
    });
}
