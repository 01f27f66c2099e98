// Actions on the run: start, pause, resume, step, stop, reset, adjust; and the engine.

import type { Actions } from './actions';
import type { AppParts } from './create-app';
import { runOfStudy } from './studies';
import { beginRun, forgetRun, isUnderWay, noteMove } from './training-store';

type TrainingActions = Pick<
  Actions,
  'distill' | 'pause' | 'resume' | 'step' | 'stop' | 'reset' | 'adjust' | 'startEngine'
>;

export function trainingActions({ stores, metrics, bridge, recorder }: AppParts): TrainingActions {
  const { experiment, training, engine, chat, page } = stores;
  const phase = () => training.getState().phase;
  const begin = () => {
    const { config } = experiment.getState();
    metrics.clear();
    beginRun(training, config);
    recorder.begin(config);
    return config;
  };
  return {
    distill() {
      if (isUnderWay(phase())) return;
      // whoever pressed Distill wants to see it
      if (page.getState().panel === 'experiment') page.getState().show('training');
      bridge.send('train.start', { config: begin() });
    },
    pause: () => bridge.send('train.pause', {}),
    resume: () => bridge.send('train.resume', {}),
    step() {
      if (phase() === 'paused') bridge.send('train.step', {});
      else if (!isUnderWay(phase())) bridge.send('train.step', { config: begin() });
    },
    stop: () => bridge.send('train.stop', {}),
    reset() {
      if (isUnderWay(phase())) recorder.end('stopped', training.getState().step);
      recorder.forget();
      metrics.clear();
      forgetRun(training);
      chat.getState().setSpeaker('teacher');
      bridge.send('train.reset', {});
    },
    adjust(field, value) {
      experiment.getState().set(field, value);
      // a run of a study keeps to its settings
      if (!isUnderWay(phase()) || runOfStudy(stores.studies.getState())) return;
      noteMove(training, field, value, Date.now());
      bridge.send('train.adjust', { [field]: training.getState().config![field] });
    },
    startEngine() {
      if (engine.getState().starting || isUnderWay(phase())) return;
      engine.setState({ starting: true });
      bridge.send('engine.start', { backend: experiment.getState().config.backend });
    },
  };
}
