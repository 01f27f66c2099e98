// Keeps the current run in IndexedDB while it goes on, and the list of runs in its store. Storage that fails is said once and
// the run goes on without. Holds the last checkpoint in memory too, so that a crash of the worker needs no storage.

import { ARMS } from '../catalog/arms';
import type { RunConfig } from '../catalog/run-config';
import { errorFields } from '../protocol/errors';
import type { Checkpoint } from '../protocol/messages';
import type { Report } from '../protocol/report';
import type { RetortDatabase } from '../storage/database';
import { finalEvaluations, type RunSeries } from '../storage/run-file';
import type { RunRecord, RunStatus } from '../storage/run-record';
import { deleteRun, listCheckpoints, listRuns, loadCheckpoint, loadRun, saveRun } from '../storage/runs';
import type { Metrics } from './metrics';
import type { createNoticeStore } from './notice-store';
import type { createRunsStore, RunEntry } from './runs-store';

export interface RunRecorderOptions {
  database(): Promise<RetortDatabase>;
  runs: ReturnType<typeof createRunsStore>;
  notices: ReturnType<typeof createNoticeStore>;
  metrics: Metrics;
  /** What the run file says about the machine. */
  environment(): RunRecord['environment'];
  /** What else is known of the current run: its config with what was moved since, where, and how large its models are. */
  known(): Partial<Pick<RunRecord, 'config' | 'marks' | 'parameters'>>;
}

export class RunRecorder {
  #run: RunRecord | null = null;
  #checkpoint: Checkpoint | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Still to be written, by id: what a run was when it was last asked for. */
  #unsaved = new Map<string, { run: RunRecord; checkpoint: Checkpoint | null }>();
  #complained = false;
  readonly #options: RunRecorderOptions;

  constructor(options: RunRecorderOptions) {
    this.#options = options;
  }

  /** The last weights of the current run; null before there are any. */
  get checkpoint(): Checkpoint | null {
    return this.#checkpoint;
  }

  /** Reads the runs of before; one that was running then was interrupted. */
  async open(): Promise<void> {
    await this.#try(async (db) => {
      const [stored, checkpoints] = await Promise.all([listRuns(db), listCheckpoints(db)]);
      const entries = stored.map((run) =>
        entryOf(
          run.status === 'running' ? { ...run, status: 'interrupted' } : run,
          checkpoints.includes(run.id),
        ),
      );
      const { runs } = this.#options;
      runs.setState((state) => ({
        runs: [...state.runs, ...entries.filter(({ id }) => state.runs.every((run) => run.id !== id))],
      }));
    });
  }

  /** A new run; it is kept from its first checkpoint on. */
  begin(config: RunConfig): void {
    const startedAt = Date.now();
    const id = `${startedAt.toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    this.#checkpoint = null;
    const { environment, metrics } = this.#options;
    const columns = columnsOf(metrics);
    this.#run = { id, startedAt, status: 'running', config, step: 0, environment: environment(), ...columns };
    this.#list();
  }

  /** A run that was read from a file joins the list and is kept; the current run stays what it is. */
  async add(run: RunRecord): Promise<void> {
    await this.#try((db) => saveRun(db, run));
    this.#options.runs.setState(({ runs }) => ({
      runs: [...runs.filter(({ id }) => id !== run.id), entryOf(run, false)].toSorted(
        (a, b) => b.startedAt - a.startedAt,
      ),
    }));
  }

  noteCheckpoint(checkpoint: Checkpoint): void {
    if (!this.#run) return;
    this.#checkpoint = checkpoint;
    this.#save({ step: checkpoint.step });
  }

  noteReport(report: Report): void {
    if (this.#run) this.#run = { ...this.#run, report };
  }

  end(status: RunStatus, step: number): void {
    if (this.#run) this.#save({ status, step });
  }

  /** The current run ends here as far as the recorder knows; it stays in the list. */
  forget(): void {
    this.#run = null;
    this.#checkpoint = null;
  }

  /** The current run as it is now; null where there is none. */
  current(): RunRecord | null {
    const { metrics, environment, known } = this.#options;
    const run = this.#run;
    if (run?.status !== 'running') return run; // as it ended
    return { ...run, environment: environment(), ...columnsOf(metrics), ...known() };
  }

  /** A stored run becomes the current one again, to be shown as it ended. Null where it is gone. */
  async show(id: string): Promise<RunRecord | null> {
    const run = await this.load(id);
    if (!run) return null;
    this.#run = run;
    this.#checkpoint = null;
    return run;
  }

  /** A stored run becomes the current one again, to go on. Null where it or its checkpoint is gone. */
  async reopen(id: string): Promise<{ run: RunRecord; checkpoint: Checkpoint } | null> {
    const found = await this.#try(async (db) => ({
      run: await loadRun(db, id),
      checkpoint: await loadCheckpoint(db, id),
    }));
    if (!found?.run || !found.checkpoint) return null;
    const { checkpoint } = found;
    const run: RunRecord = { ...found.run, status: 'running' };
    this.#run = run;
    this.#checkpoint = checkpoint;
    return { run, checkpoint };
  }

  async load(id: string): Promise<RunRecord | undefined> {
    return this.#run?.id === id ? (this.current() ?? undefined) : this.#try((db) => loadRun(db, id));
  }

  async remove(id: string): Promise<void> {
    if (this.#run?.id === id) this.forget();
    this.#unsaved.delete(id);
    await this.#saving; // a save under way must not bring it back
    await this.#try((db) => deleteRun(db, id));
    this.#options.runs.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
  }

  /** One save at a time; those asked for in the meantime become one. */
  #save(change: Partial<RunRecord>): void {
    const run = this.current();
    if (!run) return;
    this.#run = { ...run, ...change };
    this.#list();
    this.#unsaved.set(run.id, { run: this.#run, checkpoint: this.#checkpoint });
    this.#saving = this.#saving.then(async () => {
      const unsaved = this.#unsaved.get(run.id);
      if (!unsaved) return;
      this.#unsaved.delete(run.id);
      await this.#try((db) => saveRun(db, unsaved.run, unsaved.checkpoint ?? undefined));
    });
  }

  #list(): void {
    const run = this.#run;
    if (!run) return;
    this.#options.runs.setState(({ runs }) => ({
      runs: [entryOf(run, this.#checkpoint !== null), ...runs.filter(({ id }) => id !== run.id)],
    }));
  }

  async #try<T>(operation: (db: RetortDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      return await operation(await this.#options.database());
    } catch (error) {
      if (!this.#complained) this.#options.notices.getState().show({ kind: 'error', ...errorFields(error) });
      this.#complained = true;
      return undefined;
    }
  }
}

function entryOf(run: RunRecord, hasCheckpoint: boolean): RunEntry {
  const { id, startedAt, status, config, step, file } = run;
  const evaluations = finalEvaluations(run.evaluations);
  const hasReport = Boolean(run.report);
  return { id, startedAt, status, config, step, file, evaluations, hasReport, hasCheckpoint };
}

/** Curves and evaluations as a run file has them. */
function columnsOf(metrics: Metrics): Pick<RunRecord, 'series' | 'evaluations'> {
  const series: RunSeries = { arm: [], step: [], loss: [], ce: [], kl: [] };
  for (const arm of ARMS)
    for (const point of metrics.points(arm)) {
      series.arm.push(arm);
      for (const name of ['step', 'loss', 'ce', 'kl'] as const) series[name].push(point[name]);
    }
  return { series, evaluations: [...metrics.evaluations] };
}
