// From a key of the catalogue and the values in its text to words: "training.ofSteps" and { steps: '1,500' } to "of 1,500". A text
// that counts has forms, key_one and key_other, of which `count` picks one by the rules of the language. Keys and the names of
// values are checked against the English catalogue.

import type { Locale } from '../lib/localised';
import type { Catalogue, en } from './en';

type Value = string | number | undefined;
type WithoutForm<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;
type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutForm<K> : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];
/** "app.language"; a text that counts is named without its form. */
export type Key = KeysOf<typeof en>;

type TextAt<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextAt<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : `${K}_other` extends keyof T
      ? `{{count}}${T[`${K}_other`] & string}`
      : never;
type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Values<Names extends string> = { readonly [N in Names]: Value } & Readonly<Record<string, Value>>;
type ValuesFor<K extends Key, Names extends string = NamesIn<TextAt<typeof en, K>>> = [Names] extends [never]
  ? [values?: Values<never>]
  : [values: Values<Names>];

export type Translate = <K extends Key>(key: K, ...values: ValuesFor<K>) => string;

/** Where the text of a key may be: a branch of the catalogue or a leaf. */
type Node = string | { readonly [key: string]: Node } | undefined;

function textAt(catalogue: Catalogue, key: string): string | undefined {
  let node: Node = catalogue as Node;
  for (const part of key.split('.')) node = typeof node === 'object' ? node[part] : undefined;
  return typeof node === 'string' ? node : undefined;
}

/** Speaks a language; a key that is not in its catalogue stands for itself. */
export function translator(locale: Locale, catalogue: Catalogue): Translate {
  const rules = new Intl.PluralRules(locale);
  return (key, ...[values]: [values?: Readonly<Record<string, Value>>]) => {
    const count = values?.['count'];
    const form = typeof count === 'number' ? textAt(catalogue, `${key}_${rules.select(count)}`) : undefined;
    const text = form ?? textAt(catalogue, key) ?? textAt(catalogue, `${key}_other`) ?? key;
    return values ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '')) : text;
  };
}
