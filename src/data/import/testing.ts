// Files for the tests of the import, as a person would choose them, and what comes of them.

import { type Draft, draftImport } from './draft';
import { previewOf } from './preview';
import type { ImportFile } from './read-sources';
import type { FileChoices, ImportChoices } from './source';

export const file = (name: string, ...content: BlobPart[]): ImportFile => ({ name, blob: new Blob(content) });
export const json = (name: string, value: unknown): ImportFile => file(name, JSON.stringify(value, null, 1));
export const jsonl = (name: string, values: readonly unknown[]): ImportFile =>
  file(name, values.map((value) => JSON.stringify(value)).join('\n'));
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export const draftOf = (
  files: readonly ImportFile[],
  choices: readonly FileChoices[] = [],
  whole: Partial<ImportChoices> = {},
): Promise<Draft> => draftImport(files, choices, { seed: 1, ...whole });

/** Texts with their labels, as they were read. */
export const pairsOf = ({ rows }: Draft): [text: string, label: string][] =>
  rows.texts.map((text, row) => [text, rows.labels[row]!]);

/** Rows by finding. */
export const findingsOf = (draft: Draft): Record<string, number> =>
  Object.fromEntries(previewOf(draft).findings.map(({ finding, rows }) => [finding, rows]));
