import { expect, test } from 'vitest';
import type { Inspection } from '../../state/microscope-store';
import { headMap, likeliestClasses, mistakeOf, normsOver, readings, withRight } from './readings';

const of = (...logits: number[]) => Float32Array.of(...logits);
const view = (who: 'teacher' | 'student' | 'baseline', logits: Float32Array<ArrayBuffer>) => ({
  who,
  logits,
  attention: [],
});
const seen: Inspection = {
  task: 'intents',
  text: '',
  point: null,
  row: 1,
  step: 0,
  pieces: [],
  foretold: null,
  classes: ['a', 'b', 'c'],
  right: [0],
  rightBy: 'label',
  views: [view('teacher', of(3, 1, 0)), view('student', of(0, 2, 0))],
  similarity: null,
  rows: { total: 3, nearest: [], unseen: [] },
  edited: null,
  larger: null,
  written: null,
};

test('each cause is told by what is known', () => {
  expect(mistakeOf(seen)).toMatchObject({
    student: 1,
    right: 0,
    by: 'label',
    teacher: 'no',
    unseen: 'no',
    capacity: 'unknown',
    decoding: null,
  });
  expect(mistakeOf({ ...seen, right: [2] })).toMatchObject({ teacher: 'yes' });
  expect(mistakeOf({ ...seen, rows: { ...seen.rows!, unseen: ['seven'] } })).toMatchObject({ unseen: 'yes' });
  expect(mistakeOf({ ...seen, rows: null })).toMatchObject({ unseen: 'unknown' });
  expect(mistakeOf({ ...seen, larger: { name: 'L', logits: of(1, 0, 0) } })).toMatchObject({
    capacity: 'yes',
  });
  expect(mistakeOf({ ...seen, larger: { name: 'L', logits: of(0, 1, 0) } })).toMatchObject({
    capacity: 'no',
  });
  // where nobody knows the right answer the teacher's counts, and cannot be wrong by itself
  expect(mistakeOf({ ...seen, right: [-1], rightBy: 'nobody' })).toMatchObject({
    right: 0,
    by: 'teacher',
    teacher: 'unknown',
  });
  expect(mistakeOf({ ...seen, right: [1] })).toBeNull();
  expect(mistakeOf({ ...seen, views: seen.views.slice(0, 1) })).toBeNull();
  expect(mistakeOf(withRight({ ...seen, right: [-1], rightBy: 'nobody' }, 2))).toMatchObject({
    right: 2,
    teacher: 'yes',
  });
});

test('of dialogues the first wrong token counts, and decoding where one way of writing has the calls right', () => {
  const dialogue: Inspection = {
    ...seen,
    foretold: [1, 2],
    right: [0, 0],
    views: [view('teacher', of(3, 1, 0, 3, 1, 0)), view('student', of(3, 1, 0, 0, 2, 0))],
    written: { asked: '<plan> a<say> yes', constrained: '<plan> a<say> no', free: '<plan> b<say> yes' },
  };
  expect(mistakeOf(dialogue)).toMatchObject({ position: 1, decoding: 'yes' });
  expect(mistakeOf({ ...dialogue, written: { ...dialogue.written!, free: '<plan> a' } })).toMatchObject({
    decoding: 'no',
  });
});

test('at a temperature: entropies grow, the divergence is the teacher’s from each, the likeliest come with whatever another chose', () => {
  const [[cold], [hot]] = [readings(seen, 1), readings(seen, 8)];
  expect(hot!.entropy.teacher).toBeGreaterThan(cold!.entropy.teacher!);
  expect(cold!.divergence.student).toBeGreaterThan(0);
  expect(cold!.divergence.teacher).toBeUndefined();
  expect(likeliestClasses(seen, 0, 1, 1).map(({ class: k }) => k)).toEqual([0, 1]);
  const norms = normsOver(seen, [1, 10])!;
  expect(norms[0]!.plain / norms[1]!.plain).toBeGreaterThan(20);
  expect(normsOver({ ...seen, views: [] }, [1])).toBeNull();
});

test('a head’s map, or the mean of all', () => {
  const map = { heads: 2, map: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255) };
  expect([...headMap(map, 1)]).toEqual([0, 1, 0, 1]);
  expect([...headMap(map, -1)]).toEqual([0.5, 0.5, 0, 1]);
});
