import { expect, test } from 'vitest';
import { PHASES, type Phase } from '../protocol/messages';
import { askBeforeLeaving } from './ask-before-leaving';
import { createTrainingStore } from './training-store';

test('who leaves is asked while a run is under way, and only then', () => {
  const window = new EventTarget();
  const training = createTrainingStore();
  askBeforeLeaving({ training }, window);
  const asked = (phase: Phase): boolean => {
    training.setState({ phase });
    return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  };
  const all = [...PHASES, ...PHASES.toReversed()];
  expect(all.filter(asked)).toEqual(['preparing', 'running', 'paused', 'paused', 'running', 'preparing']);
});
