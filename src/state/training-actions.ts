// Actions on the run: start, pause, resume, step, stop, reset, adjust; and the engine.

import { settingParam, withSetting } from '../catalog/settings';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { runOfStudy } from './studies';
import { beginRun, forgetRun, isUnderWay, noteMove, noteRefusal, noteSetting } from './training-store';

type TrainingActions = Pick<
  Actions,
  | 'distill'
  | 'pause'
  | 'resume'
  | 'step'
  | 'stop'
  | 'reset'
  | 'adjust'
  | 'adjustSetting'
  | 'slowDown'
  | 'pauseAt'
  | 'startEngine'
>;

export function trainingActions(parts: AppParts): TrainingActions {
  const { stores, metrics, bridge, recorder, complain } = parts;
  const { experiment, training, engine, chat, page } = stores;
  const phase = () => training.getState().phase;
  const begin = () => {
    const { config } = experiment.getState();
    metrics.clear();
    beginRun(training, config);
    return { config, run: recorder.begin(config) };
  };
  /** A run that the worker did not take up is over. */
  const refused = (error: unknown) => {
    complain(error);
    if (noteRefusal(training, error)) recorder.end('failed', 0);
  };
  const tell = (name: 'train.pause' | 'train.resume' | 'train.step' | 'train.stop' | 'train.reset') =>
    void bridge.send(name, {}).catch(complain);
  /** A run that a person starts keeps the pace that was set. */
  const tellPace = () => {
    const { stepMs, pauseAt } = training.getState();
    if (stepMs > 0 || pauseAt !== null) bridge.send('train.adjust', { stepMs, pauseAt }).catch(complain);
  };
  return {
    distill() {
      if (isUnderWay(phase())) return;
      // whoever pressed Distill wants to see it
      if (page.getState().panel === 'experiment') page.getState().show('training');
      bridge.send('train.start', begin()).catch(refused);
      tellPace();
    },
    pause: () => tell('train.pause'),
    resume: () => tell('train.resume'),
    step() {
      if (phase() === 'paused') tell('train.step');
      else if (!isUnderWay(phase())) {
        bridge.send('train.step', begin()).catch(refused);
        tellPace();
      }
    },
    stop: () => tell('train.stop'),
    reset() {
      if (isUnderWay(phase())) recorder.end('stopped', training.getState().step);
      recorder.forget();
      metrics.clear();
      forgetRun(training);
      chat.getState().setSpeaker('teacher');
      tell('train.reset');
    },
    adjust(field, value) {
      experiment.getState().set(field, value);
      // a run of a study keeps to its settings
      if (!isUnderWay(phase()) || runOfStudy(stores.studies.getState())) return;
      noteMove(training, field, value, Date.now());
      bridge.send('train.adjust', { [field]: training.getState().config![field] }).catch(complain);
    },
    adjustSetting(group, id, value) {
      const { config, set } = experiment.getState();
      set('settings', withSetting(config.settings, group, id, value));
      const param = settingParam(group, id);
      // a run keeps the layers that it began with
      if (param && 'standard' in param) return;
      if (!isUnderWay(phase()) || runOfStudy(stores.studies.getState())) return;
      noteSetting(training, { group, id, value }, Date.now());
      bridge.send('train.adjust', { settings: training.getState().config!.settings }).catch(complain);
    },
    slowDown(stepMs) {
      training.setState({ stepMs });
      if (isUnderWay(phase())) bridge.send('train.adjust', { stepMs }).catch(complain);
    },
    pauseAt(pauseAt) {
      training.setState({ pauseAt });
      if (isUnderWay(phase())) bridge.send('train.adjust', { pauseAt }).catch(complain);
    },
    startEngine() {
      if (engine.getState().starting || isUnderWay(phase())) return;
      engine.setState({ starting: true });
      bridge
        .send('engine.start', { backend: experiment.getState().config.backend })
        .catch(complain)
        .finally(() => engine.setState({ starting: false }));
    },
  };
}
