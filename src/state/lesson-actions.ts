// Actions on lessons: open, predict, run the trial, answer, leave. A trial is a study of the queue, so none of its runs is in the list of
// runs; whoever leaves has back what was there before: experiment, run on show, report and panel. Loaded with the first lesson.

import { configsOf, tableOf } from '../catalog/lesson-configs';
import type { Glimpse, Lesson, RunResult, Trial, TrialResult } from '../catalog/lesson';
import { lessonStudy, type Study } from '../storage/study';
import { isOwnLesson } from '../storage/lesson-link';
import { fromHash } from '../storage/share-link';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { type Before, NO_LESSON } from './lesson-store';
import { choicesOf } from './lesson-ways';
import type { Notice } from './notice-store';
import { runResult } from './run-result';
import type { StudyQueue } from './study-queue';
import { isUnderWay } from './training-store';

type LessonActions = Pick<
  Actions,
  | 'listLessons'
  | 'openLesson'
  | 'openLessonNamed'
  | 'predict'
  | 'startTrial'
  | 'stopTrial'
  | 'answerLesson'
  | 'leaveLesson'
>;

export function lessonActions(
  { stores, metrics, bridge, recorder, complain }: AppParts,
  queue: StudyQueue,
  { openRun, reset }: Pick<Actions, 'openRun' | 'reset'>,
): LessonActions {
  const { lessons, experiment, training, studies, page, notices } = stores;
  /** Of the trial under way, in the order of its runs. */
  let results: RunResult[] = [];

  /** Opened over another one, what was before that one counts. */
  const beforeNow = (): Before => ({
    config: experiment.getState().config,
    panel: page.getState().panel,
    run: training.getState().config === null ? null : (recorder.current()?.id ?? null),
    report: training.getState().report,
  });
  const open = (lesson: Lesson, before: Before): void => {
    lessons.setState({ ...NO_LESSON, lesson, before });
    const { backend } = experiment.getState().config;
    experiment.getState().load(tableOf(lesson, { seed: lessons.getState().seed, backend }));
    page.getState().show('lesson');
  };

  const collect = (trial: Trial, study: Study, before: Study | null): void => {
    for (const [i, { result }] of study.cells.entries()) {
      if (!result || before?.cells[i]?.result === result) continue;
      const { maps } = training.getState();
      results[i] = runResult(trial.runs[i]!.id, result.report, { maps, curve: metrics.points('student') });
    }
  };
  /** The models of the last run are still there. */
  const look = async ({ look = [] }: Trial): Promise<Glimpse[]> => {
    const seen: Glimpse[] = [];
    for (const subject of look) seen.push(await bridge.send('inspect', { subject }));
    return seen;
  };
  const makeSmaller = async ({ smaller }: Trial): Promise<TrialResult['smaller']> => {
    if (!smaller) return null;
    lessons.setState({ compressing: { work: 'preparing', done: 0, total: 0 } });
    return bridge.send('student.tryWays', { ways: smaller.map(choicesOf) });
  };
  bridge.listen('model.compressing', (compressing) => {
    if (lessons.getState().compressing) lessons.setState({ compressing });
  });
  const finish = async (trial: Trial): Promise<void> => {
    const runs = results;
    const mine = () => {
      const { lesson, trial: phase } = lessons.getState();
      return lesson?.trial === trial && phase === 'running' && runs === results;
    };
    try {
      const seen = await look(trial);
      const smaller = await makeSmaller(trial);
      if (mine()) lessons.setState({ trial: 'done', result: { runs, seen, smaller } });
    } catch (error) {
      if (!mine()) return; // it was stopped, or left
      complain(error);
      lessons.setState({ trial: 'failed' });
    } finally {
      lessons.setState({ compressing: null });
    }
  };
  /** Calls off what is under way. */
  const cancel = (): void => {
    queue.cancel('lesson');
    if (lessons.getState().compressing) void bridge.send('model.cancelCompression', {}).catch(complain);
  };
  studies.subscribe(({ lesson: study }, { lesson: before }) => {
    const { lesson, trial: phase } = lessons.getState();
    const trial = lesson?.trial;
    if (!study || study === before || !trial || phase !== 'running') return;
    collect(trial, study, before);
    if (study.cells.some(({ status }) => status === 'failed')) {
      lessons.setState({ trial: 'failed' });
      queue.cancel('lesson');
    } else if (study.status === 'done') void finish(trial);
    // stopped by another button, or the worker is gone
    else if (study.status === 'paused' && study.cells.every(({ status }) => status !== 'running'))
      lessons.setState({ trial: 'stopped' });
  });

  /** Nothing trains any more; a run of the person's own is not waited for. */
  const atRest = async (): Promise<void> => {
    const busy = () =>
      studies.getState().lesson?.cells.some(({ status }) => status === 'running') &&
      isUnderWay(training.getState().phase);
    if (!busy()) return;
    await new Promise<void>((resolve) => {
      const stop = training.subscribe(() => {
        if (busy()) return;
        stop();
        resolve();
      });
    });
  };

  const restore = async ({ config, panel, run, report }: Before): Promise<void> => {
    experiment.getState().load(config);
    page.getState().show(panel);
    const ran = studies.getState().lesson !== null;
    await atRest();
    studies.setState({ lesson: null });
    // a run of the person's own, begun beside the lesson, is what they see
    if (!ran || isUnderWay(training.getState().phase) || recorder.current()) return;
    if (run !== null) {
      await openRun(run);
      experiment.getState().load(config);
      page.getState().show(panel);
    } else reset();
    training.setState({ report });
  };

  const refuse = (problem: NonNullable<Notice['problem']>): void =>
    void notices.getState().show({
      kind: 'note',
      code: 'lesson-unreadable',
      message: `The lesson of this link cannot be shown (${problem}). Ask for the link once more.`,
      problem,
    });

  return {
    listLessons() {
      lessons.setState({ listed: true });
      page.getState().show('lesson');
    },
    openLesson(lesson) {
      const { before } = lessons.getState();
      cancel();
      open(lesson, before ?? beforeNow());
    },
    async openLessonNamed(id, beforeHash) {
      const before = { ...beforeNow(), config: fromHash(beforeHash).config };
      if (isOwnLesson(id)) {
        const { config } = experiment.getState();
        const own = (await import('./own-lesson')).ownLesson(id, config);
        if (typeof own === 'string') return refuse(own);
        lessons.setState({ ...NO_LESSON, lesson: own, before, seed: config.seed });
        return page.getState().show('lesson');
      }
      const lesson = (await import('../catalog/lessons')).lessons.find((one) => one.id === id);
      if (!lesson) {
        refuse('unknown');
        return lessons.setState({ listed: true });
      }
      open(lesson, before);
    },
    predict: (predicted) => lessons.setState({ predicted }),
    startTrial(seed) {
      const { lesson } = lessons.getState();
      if (!lesson?.trial || isUnderWay(training.getState().phase)) return;
      results = [];
      const { backend } = experiment.getState().config;
      experiment.getState().load(tableOf(lesson, { seed, backend }));
      lessons.setState({ seed, trial: 'running', result: null, answered: null });
      queue.start(lessonStudy(configsOf(lesson, { seed, backend }), Date.now()));
    },
    stopTrial() {
      lessons.setState({ trial: 'stopped' });
      cancel();
    },
    answerLesson: (answered) => lessons.setState({ answered }),
    async leaveLesson(to) {
      const { lesson, before } = lessons.getState();
      cancel();
      lessons.setState({ ...NO_LESSON, listed: to === 'list' });
      if (!lesson || !before) return page.getState().show('experiment');
      await restore(to === 'list' ? { ...before, panel: 'lesson' } : before);
    },
  };
}
