// Vite plugin for the page's build: entries of the catalogue say everything in all languages, { en, 'zh-CN' }, and explain themselves.
// Who reads English need not download the rest, and nobody needs an explanation before the first paint. It takes the other language
// out of the modules, and puts it, by its English, where i18n/zh-cn.ts has a place for it; the English of what explains goes where
// i18n/explanations.ts has a place, and leaves a key. What has another translation elsewhere stays where it is. Only builds are
// changed: dev server and tests are not.
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { EXPLAINED } from '../../src/lib/localised.ts';

/** As zh-cn.ts and explanations.ts have it, in whatever quotes. */
const PLACE = /(["'`])\{\\?"catalogue\\?":\\?"(zh-CN|en)\\?"\}\1/;

/** Properties of the catalogue's entries that are read on demand, not at a glance. */
const EXPLAINS = /^(?:help|caution)$/;

/** Stands for a text that comes late; the same in every build. */
const keyFor = (text: string): string =>
  EXPLAINED + createHash('sha256').update(text).digest('base64url').slice(0, 6);

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** A text that is there as it stands. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral' || (node.expressions as unknown[]).length > 0) return null;
  return (node.quasis as { value: { cooked: string } }[])[0]!.value.cooked;
}

const keyOf = (property: Node): unknown => {
  const key = property.key as Node | undefined;
  return key?.name ?? key?.value;
};

interface Pair {
  en: string;
  other: string;
  /** The property that has it. */
  of: unknown;
  /** Of both properties in the source. */
  start: number;
  end: number;
}

/** Where { en, 'zh-CN' } of plain texts is. */
function* pairs(node: Node, of: unknown = null): Generator<Pair> {
  if (node.type === 'ObjectExpression') {
    const [first, second, ...more] = node.properties as Node[];
    if (first && second && more.length === 0 && keyOf(first) === 'en' && keyOf(second) === 'zh-CN') {
      const [en, other] = [textOf(first.value), textOf(second.value)];
      if (en !== null && other !== null) yield { en, other, of, start: first.start, end: second.end };
      return;
    }
  }
  const name = node.type === 'Property' ? keyOf(node) : null;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* pairs(child, name);
}

export function lateLanguages(): Plugin {
  const words = { 'zh-CN': new Map<string, string>(), en: new Map<string, string>() };
  const placed = new Set<string>();
  return {
    name: 'late-languages',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || !code.includes('zh-CN')) return null;
      // they come late themselves, and the glossary is searched in both languages
      if (/\/src\/catalog\/(?:lessons|glossary)\//.test(id)) return null;
      let changed = '';
      let at = 0;
      const explains = id.includes('/src/catalog/') && !id.endsWith('/presets/agent-default.ts'); // what the page begins with is read at a glance
      for (const { en, other, of, start, end } of pairs(this.parse(code) as unknown as Node)) {
        const late = explains && EXPLAINS.test(String(of));
        const key = late ? keyFor(en) : en;
        if ((words['zh-CN'].get(key) ?? other) !== other || (late && (words.en.get(key) ?? en) !== en))
          continue;
        words['zh-CN'].set(key, other);
        if (late) words.en.set(key, en);
        changed += `${code.slice(at, start)}en: ${JSON.stringify(key)}`;
        at = end;
      }
      return at === 0 ? null : { code: changed + code.slice(at), map: null };
    },
    // when a chunk is rendered, all modules have been read
    renderChunk(code) {
      const language = PLACE.exec(code)?.[2] as keyof typeof words | undefined;
      if (!language) return null;
      placed.add(language);
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(words[language])));
      return { code: code.replace(PLACE, () => text), map: null };
    },
    generateBundle() {
      if (placed.size < 2)
        this.error('A place for words of the catalogue is gone from src/i18n/zh-cn.ts or explanations.ts.');
    },
  };
}
