// Texts that are no data although they are text: web pages, notebooks, stand-ins for other files, parts of a model. Told by their
// structure, since names lie.

import type { FileKind } from '../../catalog/file-kinds';

const HEAD = 4000;

/** The beginnings of lines of program text, in the languages that people of this trade write. */
const CODE =
  /^[ \t]*(?:from [\w.]+ import |import [\w.{*'"]+|def \w+\(.*|class \w+[:({ ].*|(?:export )?(?:const|let|function|async function) \w+.*|#include [<"].*|public (?:class|static) .*|package [\w.]+;?$|fn \w+\(.*|if __name__ == .*)/gm;

/** What a text is if it is none that could have rows; null where it may. */
export function textKind(text: string): FileKind | null {
  const head = text.slice(0, HEAD).trimStart();
  if (head === '' && text.trim() === '') return 'empty';
  if (head.startsWith('version https://git-lfs.github.com/spec')) return 'lfs';
  if (/^<(?:!doctype html|html|head|body)\b/i.test(head)) return 'html';
  if (/^<(?:\?xml|svg|rss|\w+>)/i.test(head) && /<\/\w+>\s*$|\/>\s*$/.test(text.slice(-200)))
    return /<html\b/i.test(head) ? 'html' : 'xml';
  if (/^\{\\rtf/.test(head)) return 'rtf';
  if (head.startsWith('{')) return jsonKind(head, text.slice(-HEAD));
  if (head.startsWith('#!') || (head.match(CODE)?.length ?? 0) >= 3) return 'code';
  return null;
}

function jsonKind(head: string, tail: string): FileKind | null {
  const both = head + tail;
  const has = (...keys: string[]) => keys.every((key) => new RegExp(`"${key}"\\s*:`).test(both));
  if (has('nbformat', 'nbformat_minor')) return 'notebook';
  if (/"format"\s*:\s*"retort-run\//.test(head)) return 'run';
  if (has('added_tokens', 'pre_tokenizer') || has('weight_map', 'metadata') || has('bos_token', 'eos_token'))
    return 'model-json';
  // one with the names of its labels is of use beside numbers
  return (has('model_type') || has('architectures')) && !has('id2label') ? 'model-json' : null;
}
