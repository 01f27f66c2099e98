// JSON Lines: an object or a list on each line.

import type { FileFormat } from '../file-format';
import { formatOf } from '../recognise';
import { jsonLines } from '../records';

export const format: FileFormat = {
  id: 'json-lines',
  label: { en: 'JSON Lines', 'zh-CN': 'JSON Lines' },
  general: true,
  claims: ({ kind, text }) => kind === 'text' && formatOf(text!) === 'json-lines',
  open: async ({ facts: { name }, text }) => ({ records: jsonLines({ name, text: text! }) }),
};
