// From the worker's events to the stores, and what to do when the worker dies: a new one gets back the person's teacher and
// the last checkpoint, paused.

import type { Environment } from '../agent/types';
import { LOADED_TEACHER } from '../catalog/run-config';
import { RetortError, type ErrorCode } from '../lib/errors';
import type { Events } from '../protocol/messages';
import type { Actions } from './actions';
import { abandonTurn, endTurn, noteCall, noteIntents, noteToken, speakersAtHand } from './chat-store';
import type { AppParts } from './create-app';
import {
  abandonImport,
  noteDataFailure,
  noteDataProgress,
  notePreview,
  noteRows,
  noteStored,
} from './data-store';
import { noteProgress } from './engine-store';
import { runOfStudy } from './studies';
import { forgetRun, isUnderWay, noteSession, noteSteps, rewindRun } from './training-store';

export function listenToWorker(parts: AppParts, actions: Actions): void {
  const { stores, metrics, bridge, recorder, teacherFiles } = parts;
  const { engine, training, chat, notices, data, proof, studies } = stores;
  const grow = () => training.setState(({ metricsVersion }) => ({ metricsVersion: metricsVersion + 1 }));

  // another backend is started at once where one runs, so that the person sees whether it works
  stores.experiment.subscribe(({ config: { backend } }, before) => {
    if (backend !== before.config.backend && engine.getState().report) actions.startEngine();
  });

  bridge.listen('engine.ready', (report) => engine.setState({ report, starting: false }));
  bridge.listen('progress', (progress) => noteProgress(engine, progress));
  bridge.listen('teacher.ready', (teacher) => {
    engine.setState({ teacher });
    if (teacher.source !== 'loaded') return;
    teacherFiles.loaded = teacherFiles.offered;
    // whoever brings a teacher wants to distil it; task "points" has no use for it and ignores this
    stores.experiment.getState().set('teacher', LOADED_TEACHER);
  });

  bridge.listen('teacher.kept', (teacher) => {
    data.setState(({ teachers }) => ({ teachers: [teacher, ...teachers] }));
    // unless another run has begun meanwhile
    if (training.getState().keepingTeacher)
      training.setState({ keepingTeacher: false, teacherKept: teacher.id });
  });

  bridge.listen('session', (session) => {
    const before = training.getState().phase;
    noteSession(training, session);
    const { phase, step, steps } = session;
    if (isUnderWay(before) && phase === 'failed') recorder.end('failed', step);
    if (isUnderWay(before) && phase === 'done') recorder.end(step < steps ? 'stopped' : 'done', step);
    if (!isUnderWay(phase)) engine.setState({ progress: {} });
    if (!speakersAtHand(training.getState()).includes(chat.getState().speaker))
      chat.getState().setSpeaker('teacher');
  });
  bridge.listen('train.steps', (steps) => {
    metrics.addSteps(steps.logs);
    noteSteps(training, steps);
  });
  bridge.listen('train.evaluation', (evaluation) => {
    metrics.addEvaluation(evaluation);
    grow();
  });
  bridge.listen('train.maps', (maps) => training.setState({ maps }));
  bridge.listen('train.report', (report) => {
    const { config } = training.getState();
    if (config) training.setState({ report: { config, report } });
    // the runs of a race would take away what is being read, one after the other
    if (!runOfStudy(studies.getState())) proof.setState({ opened: null });
    recorder.noteReport(report);
  });
  bridge.listen('train.checkpoint', (checkpoint) => recorder.noteCheckpoint(checkpoint));

  bridge.listen('chat.token', (token) => noteToken(chat, token));
  bridge.listen('chat.intents', (recognition) => noteIntents(chat, recognition));
  bridge.listen('chat.call', (call) => noteCall(chat, call));
  bridge.listen('chat.done', (done) => endTurn(chat, done));
  const runTool = toolRunner(parts, actions);
  bridge.listen('tool.request', (request) => void runTool(request));

  bridge.listen('data.progress', (progress) => noteDataProgress(data, progress));
  bridge.listen('data.preview', (preview) => notePreview(data, preview));
  bridge.listen('data.rows', (rows) => noteRows(data, rows));
  bridge.listen('data.stored', (stored) => {
    const isShown = data.getState().importing?.importId === stored.importId;
    noteStored(data, stored);
    if (!isShown) return; // the person has gone on to something else
    actions.useDataSet(stored.set.id);
    actions.closeData();
  });
  bridge.listen('data.failed', (failure) => noteDataFailure(data, failure));

  bridge.listen('error', ({ code, message, during }) => {
    if (during === 'engine.start') engine.setState({ starting: false });
    if (during === 'teacher.keep') training.setState({ keepingTeacher: false });
    notices.getState().show({ kind: 'error', code: code as ErrorCode, message });
  });

  bridge.onCrash((error, restarted) => {
    abandonTurn(chat, { code: error.code, message: error.message });
    abandonImport(data, { code: error.code, message: error.message });
    engine.setState({ report: null, starting: false, progress: {}, teacher: null });
    notices.getState().show({
      kind: 'error',
      code: restarted ? 'worker-restarted' : error.code,
      message: error.message,
    });
    if (restarted && teacherFiles.loaded) bridge.send('teacher.load', teacherFiles.loaded);
    const { checkpoint } = recorder;
    if (!restarted || !checkpoint) {
      if (isUnderWay(training.getState().phase)) recorder.end('interrupted', training.getState().step);
      forgetRun(training);
      return;
    }
    metrics.rewind(checkpoint.step);
    rewindRun(training, checkpoint.step);
    bridge.send('train.start', { config: checkpoint.config, checkpoint });
  });
}

/** Runs tool calls in the page. Tools and their libraries are loaded at the first call. */
function toolRunner({ stores, bridge, database }: AppParts, actions: Actions) {
  let loading: Promise<(call: Events['tool.request']['call']) => Promise<string>> | null = null;
  const load = async () => {
    const [{ runCall }, { pageEnvironment }] = await Promise.all([
      import('../agent/registry'),
      import('./page-environment'),
    ]);
    const environment: Environment = pageEnvironment({
      chat: stores.chat,
      training: stores.training,
      actions,
      database,
    });
    return (call: Events['tool.request']['call']) => runCall(call, environment);
  };
  return async ({ requestId, call }: Events['tool.request']): Promise<void> => {
    try {
      loading ??= load();
      const result = await (await loading)(call);
      bridge.send('tool.result', { requestId, result });
    } catch (error) {
      if (!(error instanceof RetortError)) loading = null; // the download failed: try again at the next call
      const message = error instanceof Error ? error.message : String(error);
      bridge.send('tool.result', { requestId, error: message });
    }
  };
}
