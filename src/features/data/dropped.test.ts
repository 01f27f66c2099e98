// Files and folders that are dropped on the page.

import { expect, test } from 'vitest';
import { dropped } from './dropped';

const file = new File(['x'], 'mine.csv');
const item = (entry: object | null, kind = 'file') => ({
  kind,
  webkitGetAsEntry: () => entry,
  getAsFile: () => file,
});
const transfer = (items: object[], files: File[] = []) =>
  ({ items, files }) as unknown as Pick<DataTransfer, 'items' | 'files'>;

test('folders are told from files; text is neither', () => {
  const folder = item({ isDirectory: true, name: 'data' });
  const plain = item({ isDirectory: false, name: 'mine.csv' });
  expect(dropped(transfer([plain, folder, item(null, 'string')]))).toEqual({
    files: [file],
    folders: ['data'],
  });
  expect(dropped(transfer([item(null)]))).toEqual({ files: [file], folders: [] });
  expect(dropped(transfer([], [file]))).toEqual({ files: [file], folders: [] });
});
