// Vite plugin for the page's build: entries of the catalogue say everything in all languages, { en, 'zh-CN' }, and who reads English
// need not download the rest. It takes the other language out of the modules, and puts it, by its English, where i18n/zh-cn.ts has
// a place for it. What has another translation elsewhere stays where it is. Only builds are changed: dev server and tests are not.
import type { Plugin } from 'vite';

/** As zh-cn.ts has it, in whatever quotes. */
const PLACE = /(["'`])\{\\?"catalogue\\?":\\?"zh-CN\\?"\}\1/;

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

/** Where { en, 'zh-CN' } of plain texts is: both texts, and the second property with the comma before it. */
function* pairs(node: Node): Generator<{ en: string; other: string; start: number; end: number }> {
  if (node.type === 'ObjectExpression') {
    const [first, second, ...more] = node.properties as Node[];
    if (first && second && more.length === 0 && keyOf(first) === 'en' && keyOf(second) === 'zh-CN') {
      const [en, other] = [textOf(first.value), textOf(second.value)];
      if (en !== null && other !== null) yield { en, other, start: first.end, end: second.end };
      return;
    }
  }
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* pairs(child);
}

export function lateLanguages(): Plugin {
  const words = new Map<string, string>();
  let placed = false;
  return {
    name: 'late-languages',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || !code.includes('zh-CN')) return null;
      let changed = '';
      let at = 0;
      for (const { en, other, start, end } of pairs(this.parse(code) as unknown as Node)) {
        if ((words.get(en) ?? other) !== other) continue;
        words.set(en, other);
        changed += code.slice(at, start);
        at = end;
      }
      return at === 0 ? null : { code: changed + code.slice(at), map: null };
    },
    // when a chunk is rendered, all modules have been read
    renderChunk(code) {
      if (!PLACE.test(code)) return null;
      placed = true;
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(words)));
      return { code: code.replace(PLACE, () => text), map: null };
    },
    generateBundle() {
      if (!placed) this.error('The place for the words of the catalogue is gone from src/i18n/zh-cn.ts.');
    },
  };
}
