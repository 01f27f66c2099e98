// Labels in several spellings: named, and merged where the person says so.

import { expect, test } from 'vitest';
import { previewOf, previewRows } from './preview';
import { spellingsOf } from './spellings';
import { draftOf, file, findingsOf, range } from './testing';

test('capitals, spaces, hyphens and underscores make a spelling; signs, digits and other letters do not', () => {
  expect(
    spellingsOf([
      'Refund',
      'refund',
      'refund',
      're fund',
      'lost-card',
      'Lost_Card',
      'lost_card',
      'lost_card',
    ]),
  ).toEqual([
    ['refund', 'Refund', 're fund'],
    ['lost_card', 'Lost_Card', 'lost-card'],
  ]);
  expect(spellingsOf(['1', '-1', '10', '1 0', 'c', 'c++', 'café', 'cafe', 'ＡＢ'])).toEqual([]);
  expect(spellingsOf(['AB', 'ＡＢ'])).toEqual([['AB', 'ＡＢ']]); // full width
});

const spelt = ['Refund', 'refund', 'refund', ' refund ', 'lost_card', 'Lost Card'];
const given = [
  file(
    'mine.csv',
    `text,label\n${range(60)
      .map((i) => `number ${i},"${spelt[i % 6]!}"`)
      .join('\n')}\nnumber 0,refund`,
  ),
];

test('found, merged at a word, and texts that differed in the spelling alone contradict no more', async () => {
  const apart = await draftOf(given);
  expect(apart.labels).toEqual(['Lost Card', 'Refund', 'lost_card', 'refund']);
  expect(previewOf(apart)).toMatchObject({
    spellings: [
      ['refund', 'Refund'],
      ['Lost Card', 'lost_card'],
    ],
    problem: null,
  });
  expect(findingsOf(apart)).toEqual({ contradiction: 1, spelling: 20 });
  const merged = await draftOf(given, [], { mergeLabels: true });
  expect(merged.labels).toEqual(['Lost Card', 'refund']);
  expect(findingsOf(merged)).toEqual({ duplicate: 1, merged: 20 });
  expect(previewRows(merged, 'merged', 0, 1).rows).toMatchObject([{ label: 'refund', line: 2 }]);
});
