// A text in every language of the page; metadata objects carry these, so that adding a task or tool is one file.

export type Locale = 'en' | 'zh-CN';
export type Localised = Readonly<Record<Locale, string>>;

/** What begins so is a key of i18n/explanations.ts: a build leaves it where an explanation was. */
export const EXPLAINED = '\u00a7';
