import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { trainTokenizer } from '../data/tokenizer';
import type { ClassifierParts } from '../tasks/intents/classifier';
import { initEncoder } from '../models/init';
import { sizeOf, transformerConfig } from '../models/sizes';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { listTeachers, removeTeacher, saveTeacher } from '../storage/teachers';
import { keepTeacher, readKeptTeacher } from './stored-teachers';

let db: RetortDatabase;
let databases = 0;
beforeEach(async () => {
  db = await openDatabase(`teachers-${databases++}`);
});

const tokenizer = trainTokenizer(['play some music', 'stop the music', 'call mom'], 300);
const size = sizeOf('transformer-1x32');
if (size.kind !== 'transformer') throw new Error('no transformer');
const config = { ...transformerConfig(size, tokenizer.vocabSize, 24), classes: 3, pad_token_id: 0 };
const parts: ClassifierParts = {
  config,
  weights: initEncoder(config, 1),
  tokenizer,
  labels: ['play', 'stop', 'call'],
};
const about = { name: 'Mine', textSet: 'built-in', accuracy: 0.9 };

test('a teacher comes back as it was kept, to the last bit, until it is removed', async () => {
  const teacher = await keepTeacher(db, parts, about);
  expect(teacher).toMatchObject({ ...about, labels: 3, id: expect.stringMatching(/^[\w-]+$/) });
  expect(await listTeachers(db)).toEqual([teacher]);
  const back = await readKeptTeacher(db, teacher.id);
  expect(back).toMatchObject({ config, labels: parts.labels });
  expect(back.weights).toEqual(parts.weights);
  expect(back.tokenizer.encode('call the music')).toEqual(tokenizer.encode('call the music'));
  await removeTeacher(db, teacher.id);
  expect(await listTeachers(db)).toEqual([]);
  await expect(readKeptTeacher(db, teacher.id)).rejects.toMatchObject({ code: 'teacher-unknown' });
});

test('what another version stored is refused with the way out', async () => {
  const teacher = await keepTeacher(db, parts, about);
  await saveTeacher(db, teacher, { weights: 'none' });
  await expect(readKeptTeacher(db, teacher.id)).rejects.toMatchObject({
    code: 'teacher-unknown',
    message: expect.stringContaining('Remove it'),
  });
});
