// Starts the engine when it is first needed (its code is loaded then, not with the worker), changes backends, and notices when
// a GPU is lost.

import type * as Experiment from '../tasks/experiment';
import type * as Classifiers from '../tasks/intents/classifier';
import type * as Trials from '../tasks/trial';
import type * as Backend from '../engine/backend';
import type * as Tensor from '../engine/tensor';
import type { BackendChoice, RunConfig } from '../catalog/run-config';
import { RetortError } from '../lib/errors';
import { nextTask } from '../lib/next-task';
import type { BackendReport } from '../protocol/messages';
import type { Post } from './post';

/** What is loaded with the engine. */
export interface EngineModules {
  backend: Pick<typeof Backend, 'startBackend' | 'onDeviceLost' | 'mustMeasure'>;
  memory: typeof Tensor.memory;
  prepareExperiment: typeof Experiment.prepareExperiment;
  createClassifier: typeof Classifiers.createClassifier;
  trialOf: typeof Trials.trialOf;
}

export async function loadEngine(): Promise<EngineModules> {
  const [backend, { memory }, { prepareExperiment }, { createClassifier }, { trialOf }] = await Promise.all([
    import('../engine/backend'),
    import('../engine/tensor'),
    import('../tasks/experiment'),
    import('../tasks/intents/classifier'),
    import('../tasks/trial'),
  ]);
  return { backend, memory, prepareExperiment, createClassifier, trialOf };
}

/** Fastest first; after a loss, what comes later is tried. */
const ORDER = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

export class EngineRoom {
  #modules: Promise<EngineModules> | null = null;
  #report: BackendReport | null = null;
  #choice: BackendChoice | null = null;
  /** For which Auto chose by measuring. */
  #sizes: string | null = null;
  /** Set while the device is lost and no other has started. */
  #loss: RetortError | null = null;
  /** Ends the work that waits for the device. */
  #waiting = new Set<(error: RetortError) => void>();

  constructor(
    private readonly post: Post,
    private readonly load: () => Promise<EngineModules> = loadEngine,
    private readonly measurements?: Backend.Measurements,
  ) {}

  /** The engine's code. A failed download is tried again at the next use. */
  modules(): Promise<EngineModules> {
    this.#modules ??= this.load()
      .then((modules) => {
        modules.backend.onDeviceLost((id, reason) => this.#deviceLost(id, reason));
        return modules;
      })
      .catch((cause: unknown) => {
        this.#modules = null;
        throw new RetortError(
          'download-failed',
          'The engine could not be loaded. Check the connection and try again.',
          { cause },
        );
      });
    return this.#modules;
  }

  /**
   * Starts a backend and posts engine.ready; nothing to do where the same choice runs already.
   * @param config of the run to come: where Auto has several real backends, a few of its steps decide.
   */
  async start(choice: BackendChoice, config?: RunConfig): Promise<BackendReport> {
    const trial = choice === 'auto' && config ? (await this.modules()).trialOf(config) : null;
    if (this.#report && this.#choice === choice && !(trial && (await this.#isNewTo(trial.sizes)))) {
      this.post('engine.ready', this.#report);
      return this.#report;
    }
    this.post('progress', { task: 'engine', done: 0, total: 1 });
    try {
      const { backend } = await this.modules();
      const { measurements } = this;
      const report = await backend.startBackend(choice, { trial, ...(measurements && { measurements }) });
      this.#report = report;
      this.#choice = choice;
      this.#sizes = trial?.sizes ?? null;
      this.#loss = null;
      this.post('engine.ready', report);
      return report;
    } finally {
      this.post('progress', { task: 'engine', done: 1, total: 1 });
    }
  }

  /** Whether Auto has a choice here and has not made it for these sizes. */
  async #isNewTo(sizes: string): Promise<boolean> {
    const { backend } = await this.modules();
    return sizes !== this.#sizes && backend.mustMeasure(this.#report!.offers);
  }

  /** Starts a backend where none runs. */
  async ready(): Promise<EngineModules> {
    if (!this.#report || this.#loss) await this.start('auto');
    return this.modules();
  }

  /** Starts the next backend after a loss. Throws where there is none. */
  async startNext(): Promise<BackendReport> {
    const lost = this.#report;
    this.#report = null;
    const offered = ORDER.slice(ORDER.indexOf(lost?.id ?? 'webgpu') + 1).filter((id) =>
      lost?.offers.some((offer) => offer.id === id && offer.available),
    );
    for (const id of offered) {
      try {
        return await this.start(id);
      } catch (error) {
        if (id === offered.at(-1)) throw error;
      }
    }
    throw new RetortError('gpu-lost', 'The GPU is gone and nothing else can compute here. Reload the page.');
  }

  /** What was behind an error: the loss of the device, if that is what it was. Its message may come just after. */
  async explain(error: unknown): Promise<unknown> {
    if (!(error instanceof RetortError)) await nextTask();
    return this.#loss ?? error;
  }

  /** The result of work on the device, or RetortError('gpu-lost') if the device is lost meanwhile: reads may hang for ever then. */
  orLost<T>(work: Promise<T>): Promise<T> {
    if (this.#loss) return Promise.reject(this.#loss);
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      work.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  #deviceLost(id: BackendReport['id'], reason: string): void {
    if (id !== this.#report?.id) return; // an earlier backend's device
    this.#choice = null; // the next start starts anew, whatever was chosen
    this.#loss = new RetortError(
      'gpu-lost',
      `The graphics processor was lost (${reason}). Training goes on from the last checkpoint on another backend.`,
    );
    for (const reject of this.#waiting) reject(this.#loss);
  }
}
