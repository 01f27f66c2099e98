// A lesson of somebody's own in a link: #task=…&lesson=own1.PAYLOAD, where the payload is title, text, what is out of sight and the language,
// deflated, as base64url. The experiment is what the rest of the link says. The name of a lesson in the address is the lesson itself.

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import { HIDEABLE, type Hideable } from '../catalog/hideable';

const VERSION = 1;
const OWN = 'own';
export const MOST_TITLE = 120;
export const MOST_TEXT = 8000;
/** A text of that length in Chinese takes less; what is longer is not unpacked. */
const MOST_PAYLOAD = 40_000;

const schema = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MOST_TITLE)),
  /** Paragraphs are parted by empty lines. */
  text: v.pipe(v.string(), v.maxLength(MOST_TEXT)),
  // what a later version can hide besides stays in sight
  hide: v.pipe(
    v.array(v.string()),
    v.maxLength(100),
    v.transform((ids) => HIDEABLE.filter((id) => ids.includes(id))),
  ),
  language: v.nullable(v.picklist(['en', 'zh-CN'])),
});

export interface OwnLesson {
  title: string;
  text: string;
  hide: readonly Hideable[];
  /** Null for the reader's own. */
  language: 'en' | 'zh-CN' | null;
}

export type LessonLinkProblem = 'broken' | 'newer' | 'too-long';

/** Whether a lesson's name is that of a lesson in the link itself. */
export const isOwnLesson = (name: string): boolean => name.startsWith(OWN);

/** The name under which the address has it. */
export function toLessonName({ title, text, hide, language }: OwnLesson): string {
  const packed = deflateSync(strToU8(JSON.stringify({ title, text, hide, language })), { level: 9 });
  const base64 = btoa(strFromU8(packed, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${OWN}${VERSION}.${base64}`;
}

/** The lesson of a name, or why it cannot be read. */
export function fromLessonName(name: string): OwnLesson | LessonLinkProblem {
  if (name.length > MOST_PAYLOAD) return 'too-long';
  const [, version, base64] = /^own(\d+)\.([\w-]+)$/.exec(name) ?? [];
  if (version === undefined || base64 === undefined) return 'broken';
  if (Number(version) > VERSION) return 'newer';
  try {
    const packed = strToU8(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), true);
    const read = v.safeParse(schema, JSON.parse(strFromU8(inflateSync(packed))));
    return read.success ? read.output : 'broken';
  } catch {
    return 'broken';
  }
}
