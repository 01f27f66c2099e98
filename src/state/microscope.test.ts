import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import type { Inspection } from '../protocol/inspection';
import { largerRun } from './larger-run';
import './microscope-actions'; // so that the page need not wait for it
import type { RunEntry } from './runs-store';
import { openPage } from './testing';

vi.stubGlobal('navigator', { userAgent: 'test' });

const seen = (text: string, row: number | null = null): Inspection => ({
  task: 'intents',
  text,
  point: null,
  row,
  step: 3,
  pieces: [],
  foretold: null,
  classes: ['a', 'b'],
  right: [-1],
  rightBy: 'nobody',
  views: [],
  similarity: null,
  rows: null,
  edited: null,
  larger: null,
  written: null,
});
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a later look takes the place of an earlier one; what was called off leaves what was seen', async () => {
  const { app, worker } = openPage('', 'microscope looks');
  const { microscope } = app.stores;
  app.actions.look({ kind: 'text', text: 'one' });
  app.actions.look({ kind: 'text', text: 'two' });
  await settled();
  expect(microscope.getState().looking).toBe(true);
  worker().refuse('inspect', { code: 'cancelled', message: 'called off' });
  await settled();
  expect(microscope.getState()).toMatchObject({ looking: true, error: null });
  worker().answer('inspect', seen('two'));
  await settled();
  expect(microscope.getState()).toMatchObject({ looking: false, seen: { text: 'two' } });
  app.actions.lookAgain();
  await settled();
  expect(worker().commands('inspect').at(-1)).toEqual({ subject: { kind: 'text', text: 'two' } });
  worker().refuse('inspect', { code: 'no-such-speaker', message: 'Press Distill first.' });
  await settled();
  expect(microscope.getState()).toMatchObject({
    looking: false,
    error: { message: 'Press Distill first.' },
    seen: { text: 'two' },
  });
});

test('a label that the worker took is marked on the curves, one drag as one mark; a refused one is not', async () => {
  const { app, worker, train } = openPage('', 'microscope labels');
  train(4, 0);
  const { microscope, training } = app.stores;
  microscope.setState({ seen: seen('row', 7) });
  for (const share of [0.6, 0.7]) app.actions.editLabel(7, [share, 1 - share]);
  await settled();
  for (const _ of [1, 2]) worker().answer('train.adjust', undefined);
  await settled();
  expect(worker().commands('train.adjust').at(-1)).toEqual({
    label: { row: 7, probabilities: [0.7, 1 - 0.7] },
  });
  expect(microscope.getState().seen!.edited).toEqual([0.7, 1 - 0.7]);
  expect(training.getState().marks.map(({ text, value }) => [text, value])).toEqual([['✎ #7', 0.7]]);
  app.actions.editLabel(8, [1, 0]);
  await settled();
  worker().refuse('train.adjust', { code: 'config-invalid', message: 'no such row' });
  await settled();
  expect(training.getState().marks).toHaveLength(1);
  expect(microscope.getState().seen!.edited).toEqual([0.7, 1 - 0.7]);
});

test('capacity is asked of the largest finished run on the same data, of this device', () => {
  const config = { ...defaultConfig, task: 'intents', student: 'transformer-1x32' };
  const run = (id: string, student: string, more: Partial<RunEntry> = {}): RunEntry => ({
    id,
    startedAt: 0,
    status: 'done',
    pinned: false,
    replayable: false,
    config: { ...config, student },
    step: 1,
    evaluations: [],
    hasReport: true,
    hasCheckpoint: false,
    ...more,
  });
  const runs = [
    run('smaller or alike', 'transformer-1x32'),
    run('larger', 'transformer-1x64'),
    run('largest', 'transformer-2x64'),
    run('broken off', 'transformer-6x256', { status: 'stopped' }),
    run('from a file', 'transformer-6x256', { file: 'other.json' }),
    run('other data', 'transformer-6x256', {
      config: { ...config, student: 'transformer-6x256', textSet: 'mine' },
    }),
  ];
  expect(largerRun(runs, config)?.id).toBe('largest');
  expect(largerRun(runs.slice(0, 1), config)).toBeNull();
});
