// Keeps the current run in IndexedDB while it goes on, and the list of runs in its store. Storage that fails is said once and
// the run goes on without. Checkpoints and models are the worker's to store; one that it could not store is held here.

import { ARMS } from '../catalog/arms';
import type { RunConfig } from '../catalog/run-config';
import { errorFields } from '../protocol/errors';
import type { Checkpoint, StageId } from '../protocol/checkpoint';
import type { Commands, Events } from '../protocol/messages';
import type { Report } from '../protocol/report';
import type { RetortDatabase } from '../storage/database';
import type { RunSeries, RunStatus } from '../storage/run-file';
import { finalEvaluations, isReplayable, type RunRecord } from '../storage/run-record';
import type { Metrics } from './metrics';
import type { createNoticeStore } from './notice-store';
import type { RunLock } from './run-lock';
import type { createRunsStore, RunEntry } from './runs-store';

export interface RunRecorderOptions {
  database(): Promise<RetortDatabase>;
  runs: ReturnType<typeof createRunsStore>;
  notices: ReturnType<typeof createNoticeStore>;
  metrics: Metrics;
  lock: RunLock;
  /** What the run file says about the machine. */
  environment(): RunRecord['environment'];
  /** What else is known of the current run: its config with what was moved since, and where; what its models are like. */
  known(): Partial<Pick<RunRecord, 'config' | 'marks' | 'parameters' | 'maps' | 'examples'>>;
}

/** Where the worker says the run can go on from. */
type Reached = Events['train.checkpoint'] & { checkpoint?: Checkpoint | undefined };

/** The student has taken none while its teacher is trained. */
const studentStep = (stage: StageId, step: number): number => (stage === 'student' ? step : 0);

/** What reads and writes them; before the first paint nobody needs it. */
async function storage() {
  const [runs, checkpoints] = await Promise.all([
    import('../storage/runs'),
    import('../storage/checkpoints'),
  ]);
  return { ...runs, ...checkpoints };
}
type Storage = Awaited<ReturnType<typeof storage>>;

export class RunRecorder {
  #run: RunRecord | null = null;
  #reached: Reached | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Still to be written, by id: what a run was when it was last asked for. */
  #unsaved = new Map<string, RunRecord>();
  #complained = false;
  readonly #options: RunRecorderOptions;

  constructor(options: RunRecorderOptions) {
    this.#options = options;
  }

  /** How the current run goes on from its last checkpoint, where that is, and the student's step there; null before there is one. */
  get resumable(): {
    at: { stage: StageId; step: number };
    step: number;
    start: Commands['train.start'];
  } | null {
    if (!this.#run || !this.#reached) return null;
    const { stage, step, config, checkpoint = 'stored' } = this.#reached;
    return {
      at: { stage, step },
      step: studentStep(stage, step),
      start: { config, run: this.#run.id, from: checkpoint },
    };
  }

  /** Reads the stored runs into the list. One that is running, and not here, is another tab's, or was interrupted where none has it. */
  async open(): Promise<void> {
    await this.#try(async (db, { listRuns, listCheckpoints }) => {
      const { runs, lock } = this.#options;
      const [stored, checkpoints, elsewhere] = await Promise.all([
        listRuns(db),
        listCheckpoints(db),
        lock.elsewhere(() => void this.open()),
      ]);
      const entries = stored
        .filter(({ id }) => id !== this.#run?.id && !this.#unsaved.has(id))
        .map((run): RunEntry => {
          const status = elsewhere.has(run.id) ? 'elsewhere' : endedStatus(run.status);
          return { ...entryOf(run, checkpoints.includes(run.id)), status };
        });
      runs.setState((state) => ({
        runs: [...state.runs.filter(({ id }) => entries.every((run) => run.id !== id)), ...entries].toSorted(
          (a, b) => b.startedAt - a.startedAt,
        ),
      }));
    });
  }

  /** A new run; it is kept from its first checkpoint on. */
  begin(config: RunConfig): string {
    const startedAt = Date.now();
    const id = `${startedAt.toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    this.#reached = null;
    const { environment, metrics } = this.#options;
    const columns = columnsOf(metrics);
    this.#run = { id, startedAt, status: 'running', config, step: 0, environment: environment(), ...columns };
    void this.#options.lock.take(id); // it is new: nobody else has it
    this.#list();
    return id;
  }

  /**
   * A run that was read from a file joins the list and is kept; the current run stays what it is.
   * @param hasCheckpoint whether weights to go on from lie in storage.
   */
  async add(run: RunRecord, hasCheckpoint = false): Promise<void> {
    await this.#try((db, { saveRun }) => saveRun(db, run));
    this.#options.runs.setState(({ runs }) => ({
      runs: [...runs.filter(({ id }) => id !== run.id), entryOf(run, hasCheckpoint)].toSorted(
        (a, b) => b.startedAt - a.startedAt,
      ),
    }));
  }

  noteCheckpoint(reached: Reached): void {
    if (!this.#run) return;
    this.#reached = reached;
    const { config, stage, step } = reached;
    this.#save({ config, step: studentStep(stage, step) });
  }

  noteReport(report: Report): void {
    if (this.#run) this.#run = { ...this.#run, report };
  }

  /** What the student learnt of turns that were put right. */
  noteCorrections(corrections: NonNullable<RunRecord['corrections']>): void {
    this.#save({ corrections });
  }

  end(status: RunStatus, step: number): void {
    if (!this.#run) return;
    const { id } = this.#run;
    this.#save({ status, step });
    // others are to read how it ended
    void this.#saving.then(() => this.#options.lock.release(id));
  }

  /** The current run ends here as far as the recorder knows; it stays in the list. */
  forget(): void {
    const { id, status } = this.#run ?? {};
    this.#run = null;
    this.#reached = null;
    if (id !== undefined && status === 'running') this.#options.lock.release(id); // end() sees to one that ended
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
    this.#run = { ...run, status: endedStatus(run.status) };
    this.#reached = null;
    return this.#run;
  }

  /**
   * A stored run becomes the current one again, to go on as `resumable` says. Null where it or its checkpoint is gone, 'elsewhere'
   * where another tab is at it.
   */
  async reopen(id: string): Promise<RunRecord | 'elsewhere' | null> {
    const { lock } = this.#options;
    if (!(await lock.take(id))) {
      await this.open();
      return 'elsewhere';
    }
    const found = await this.#try(async (db, { loadRun, loadCheckpoint }) => ({
      run: await loadRun(db, id),
      checkpoint: await loadCheckpoint(db, id),
    }));
    if (!found?.run || !found.checkpoint) {
      lock.release(id);
      return null;
    }
    const { stage, step, config } = found.checkpoint;
    this.#run = { ...found.run, status: 'running' };
    this.#reached = { stage, step, config };
    return this.#run;
  }

  async load(id: string): Promise<RunRecord | undefined> {
    return this.#run?.id === id
      ? (this.current() ?? undefined)
      : this.#try((db, { loadRun }) => loadRun(db, id));
  }

  /** What the person says of a run. An empty name gives it back the one that its settings make. */
  async change(id: string, { name, pinned }: Partial<Pick<RunRecord, 'name' | 'pinned'>>): Promise<void> {
    const change = { ...(name !== undefined && { name }), ...(pinned !== undefined && { pinned }) };
    if (this.#run?.id === id) return this.#save(change);
    await this.#saving;
    await this.#try(async (db, { loadRun, saveRun }) => {
      const run = await loadRun(db, id);
      if (!run) return;
      await saveRun(db, { ...run, ...change });
      this.#options.runs.setState(({ runs }) => ({
        runs: runs.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
      }));
    });
  }

  /** A run leaves the list, and stays in storage as it is now. */
  async hide(id: string): Promise<void> {
    if (this.#run?.id === id) this.forget();
    this.#options.runs.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
    await this.#saving; // a save under way must not bring it back once it is erased
  }

  /** One save at a time; those asked for in the meantime become one. */
  #save(change: Partial<RunRecord>): void {
    const run = this.current();
    if (!run) return;
    this.#run = { ...run, ...change };
    this.#list();
    this.#unsaved.set(run.id, this.#run);
    this.#saving = this.#saving.then(async () => {
      const unsaved = this.#unsaved.get(run.id);
      if (!unsaved) return;
      this.#unsaved.delete(run.id);
      await this.#try((db, { saveRun }) => saveRun(db, unsaved));
    });
  }

  #list(): void {
    const run = this.#run;
    if (!run) return;
    this.#options.runs.setState(({ runs }) => ({
      runs: [entryOf(run, this.#reached !== null), ...runs.filter(({ id }) => id !== run.id)],
    }));
  }

  async #try<T>(operation: (db: RetortDatabase, storage: Storage) => Promise<T>): Promise<T | undefined> {
    try {
      return await operation(await this.#options.database(), await storage());
    } catch (error) {
      if (!this.#complained) this.#options.notices.getState().show({ kind: 'error', ...errorFields(error) });
      this.#complained = true;
      return undefined;
    }
  }
}

/** Of a run that nobody is at: then one that is stored as running broke off. */
const endedStatus = (status: RunStatus): RunStatus => (status === 'running' ? 'interrupted' : status);

function entryOf(run: RunRecord, hasCheckpoint: boolean): RunEntry {
  const { id, startedAt, status, config, step, file, name, pinned = false } = run;
  const evaluations = finalEvaluations(run.evaluations);
  const hasReport = Boolean(run.report);
  const about = { id, startedAt, status, name, pinned, config, step, file, evaluations };
  return { ...about, hasReport, replayable: isReplayable(run), hasCheckpoint };
}

/** Curves and evaluations as a run file has them: a column a term, null where an arm does not have it. */
function columnsOf(metrics: Metrics): Pick<RunRecord, 'series' | 'evaluations'> {
  const points = ARMS.flatMap((arm) => metrics.points(arm).map((point) => ({ arm, ...point })));
  const ids = new Set(points.flatMap(({ terms }) => Object.keys(terms)));
  const column = (id: string) => points.map(({ terms }) => terms[id] ?? null);
  const totals = (of: 'tokens' | 'ms') => {
    const column = points.flatMap((point) => point[of] ?? []);
    return column.length === points.length ? { [of]: column } : {};
  };
  const series: RunSeries = {
    arm: points.map(({ arm }) => arm),
    step: points.map(({ step }) => step),
    loss: points.map(({ loss }) => loss),
    ...totals('tokens'),
    ...totals('ms'),
    terms: Object.fromEntries([...ids].map((id) => [id, column(id)])),
  };
  return { series, evaluations: [...metrics.evaluations] };
}
