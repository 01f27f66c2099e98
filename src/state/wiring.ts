// From the worker's events to the stores, and what to do when the worker dies: a new one goes on
// from the last checkpoint, paused.

import type { Environment } from '../agent/types';
import { RetortError, type ErrorCode } from '../lib/errors';
import type { Events } from '../protocol/messages';
import type { Actions } from './actions';
import { keepSpeaker, noteCall, noteIntents, noteRemoved, noteToken } from './chat-store';
import type { AppParts } from './app-parts';
import { abandonImport, noteDataProgress } from './data-store';
import { endPreparation, noteProgress } from './engine-store';
import { takeUpModels } from './run-actions';
import { runOfStudy } from './studies';
import {
  forgetRun,
  isUnderWay,
  noteReaction,
  noteRefusal,
  noteSession,
  noteSteps,
  rewindRun,
} from './training-store';

export function listenToWorker(parts: AppParts, actions: Actions): void {
  const { stores, metrics, bridge, recorder, complain } = parts;
  const { engine, training, chat, notices, data, proof, studies } = stores;
  const grow = () => training.setState(({ metricsVersion }) => ({ metricsVersion: metricsVersion + 1 }));

  // another backend is started at once where one runs, so that the person sees whether it works
  stores.experiment.subscribe(({ config: { backend } }, before) => {
    if (backend !== before.config.backend && engine.getState().report) actions.startEngine();
  });

  bridge.listen('engine.ready', (report) => engine.setState({ report, starting: false }));
  bridge.listen('progress', (progress) => noteProgress(engine, progress));
  bridge.listen('teacher.ready', (teacher) => engine.setState({ teacher }));

  bridge.listen('session', (session) => {
    const before = training.getState().phase;
    noteSession(training, session);
    const { phase, stage, steps } = session;
    const step = stage.id === 'student' ? session.step : 0;
    if (isUnderWay(before) && phase === 'failed') recorder.end('failed', step);
    if (isUnderWay(before) && phase === 'done') recorder.end(step < steps ? 'stopped' : 'done', step);
    if (!isUnderWay(phase)) engine.setState({ progress: {} });
    else if (phase !== 'preparing') endPreparation(engine);
    chat.getState().invite('compressed', undefined); // it was of the run before
    keepSpeaker(chat, training.getState());
  });
  bridge.listen('train.steps', (steps) => {
    metrics.addSteps(steps.logs);
    noteSteps(training, steps);
  });
  bridge.listen('train.evaluation', (evaluation) => {
    metrics.addEvaluation(evaluation);
    grow();
  });
  bridge.listen('train.authored', (authored) => training.setState({ authored }));
  bridge.listen('train.rollout', (rollout) => training.setState({ rollout }));
  bridge.listen('train.reaction', (reaction) => noteReaction(training, reaction, Date.now()));
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
  const runTool = toolRunner(parts, actions);
  bridge.listen('tool.request', (request) => void runTool(request));

  bridge.listen('data.progress', (progress) => noteDataProgress(data, progress));

  bridge.listen('error', ({ code, message }) =>
    notices.getState().show({ kind: 'error', code: code as ErrorCode, message }),
  );

  bridge.onCrash((error, restarted) => {
    abandonImport(data, { code: error.code, message: error.message });
    engine.setState({ report: null, starting: false, progress: {}, teacher: null });
    notices.getState().show({
      kind: 'error',
      code: restarted ? 'worker-restarted' : error.code,
      message: error.message,
    });
    if (!isUnderWay(training.getState().phase)) {
      // what is on show stays, and its models come back from storage, where they are
      const run = recorder.current();
      if (restarted && run) void takeUpModels(parts, run);
      else training.setState({ speakers: [], examples: [] });
      return;
    }
    const { resumable } = recorder;
    if (!restarted || !resumable) {
      recorder.end('interrupted', training.getState().step);
      forgetRun(training);
      return;
    }
    const { at, step, start } = resumable;
    metrics.rewind(at);
    rewindRun(training, step);
    bridge.send('train.start', start).catch((error: unknown) => {
      complain(error);
      if (noteRefusal(training, error)) recorder.end('interrupted', step);
    });
  });
}

/** Takes an item out of a list; whether it was there. */
function takeOne(list: string[], item: string): boolean {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

/** Runs tool calls in the page. Tools and their libraries are loaded at the first call. */
function toolRunner({ stores, bridge, database, complain }: AppParts, actions: Actions) {
  let loading: Promise<(request: Events['tool.request']) => Promise<string>> | null = null;
  const load = async () => {
    const [{ runCall, tools }, { pageEnvironment }] = await Promise.all([
      import('../agent/registry'),
      import('./page-environment'),
    ]);
    const environment: Environment = pageEnvironment({
      chat: stores.chat,
      training: stores.training,
      actions,
      database,
    });
    return async ({ call, chatId }: Events['tool.request']) => {
      if (tools.get(call.name)?.effect !== 'changes') return runCall(call, environment);
      const before = await environment.todo.list();
      const result = await runCall(call, environment);
      const left = await environment.todo.list();
      const removed = before.filter((item) => !takeOne(left, item));
      if (removed.length > 0) noteRemoved(stores.chat, chatId, removed);
      return result;
    };
  };
  const run = async (request: Events['tool.request']): Promise<{ result: string } | { error: string }> => {
    try {
      loading ??= load();
      return { result: await (await loading)(request) };
    } catch (error) {
      if (!(error instanceof RetortError)) loading = null; // the download failed: try again at the next call
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  return async (request: Events['tool.request']): Promise<void> => {
    const answer = await run(request);
    bridge.send('tool.result', { requestId: request.requestId, ...answer }).catch(complain);
  };
}
