// The import on sentences that people wrote (SNIPS, 2017). Not part of the project: looked for beside it, or where RETORT_DATA
// says; skipped where absent.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { normalise } from '../../agent/normalise';
import { suggestSettings } from '../suggest-settings';
import { trainTokenizer } from '../tokenizer';
import { draftImport, textSetOf } from './draft';
import { previewOf } from './preview';

const folder =
  process.env['RETORT_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const names = ['snips-train.jsonl', 'snips-test.csv'];
const there = names.every((name) => existsSync(`${folder}/${name}`));

test.skipIf(!there)(
  'SNIPS: two files, seven intents, a validation set cut out; suggested sizes fit',
  async () => {
    const files = names.map((name) => ({ name, blob: new Blob([readFileSync(`${folder}/${name}`)]) }));
    const draft = await draftImport(files, [], { seed: 1 });
    const preview = previewOf(draft);
    expect(preview).toMatchObject({ problem: null, cut: ['validation'], read: 14_484, unlabelled: 0 });
    expect(preview.files.map(({ parts }) => parts[0]!.split)).toEqual(['train', 'test']);
    expect(preview.labels).toHaveLength(7);
    // what goes is said twice; and the corpus has real traces of a wrong encoding ("Alas y raÃ­ces")
    expect(preview.findings.map(({ finding }) => finding)).toEqual(['duplicate', 'leak', 'mojibake']);
    expect(preview.rows.test).toBeGreaterThan(690);
    const set = textSetOf(draft);
    const { context, vocabulary } = suggestSettings(set);
    const sample = set.train.texts.filter((_, i) => i % 10 === 0).map(normalise);
    const tokenizer = trainTokenizer(sample, vocabulary);
    const whole = sample.filter((text) => tokenizer.encode(text).length <= context).length;
    expect(whole / sample.length).toBeGreaterThan(0.98);
    expect(context).toBeLessThanOrEqual(64);
  },
);
