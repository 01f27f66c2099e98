// Corrections of the chat: which tools there are to choose from, whether what a person typed can be said and done (in a copy of the
// world, so that nothing of it lasts), and how the student of a finished run learns it (tasks/learn-corrections.ts). One learning at a
// time.

import { checkCall, offeredFor } from '../agent/check-call';
import { normalise } from '../agent/normalise';
import { runCall, toolsKnown } from '../agent/registry';
import { simulatedEnvironment } from '../agent/sim-environment';
import type { Environment, Tool, Transcript } from '../agent/types';
import { BUILT_IN_SET } from '../catalog/run-config';
import { repliesTo } from '../corpus/dialogue';
import { toolsOf } from '../data/chat-dialogues';
import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import type { ModelBundle } from '../models/bundle';
import type { Learnt, LearningWork, WorldCopy } from '../protocol/correction';
import type { Commands } from '../protocol/messages';
import type { Replies } from '../protocol/replies';
import { transcriptOf } from './remembered-turn';
import { RunStore } from './run-store';
import { storedExperiment, type StoredRunDeps } from './stored-experiment';

export interface CorrectorDeps extends StoredRunDeps {
  /** The student of the run now, or of the last one; null where there is none. */
  student(): Promise<ModelBundle | null>;
  /** Throws RetortError('config-invalid') where a run is under way. */
  refuseWhileUnderWay(): void;
  /** Puts a student in the place of the one that the last run left. */
  replaceStudent(student: ModelBundle): void;
}

/** Milliseconds between two events. */
const PROGRESS_INTERVAL = 80;
/** What nobody can run has come to its end. */
const DONE = 'done';

/** The page's world, as it would be for the call alone: what is waiting to ring is made up as it is asked for. */
function copyOf({ now, timeZone, todo, notes }: WorldCopy): Environment {
  const copy = simulatedEnvironment(1, { now, timeZone, todo, anyItem: true });
  return {
    ...copy,
    notes: { ...copy.notes, list: async () => notes },
    rings: {
      find: async (kind, label) => [{ kind, label: label ?? '10 min', at: now + 600_000 }],
      cancel: async () => undefined,
    },
  };
}

export class Corrector {
  #abort: AbortController | null = null;

  constructor(private readonly deps: CorrectorDeps) {}

  async tools({ said, before }: Commands['correction.tools']): Promise<Replies['correction.tools']> {
    const { tools, dataSet } = await this.#known();
    const material = materialOf(said, before.map(transcriptOf));
    return {
      dataSet,
      tools: [...tools.values()].map(({ name, label, help, params }) => ({
        ...{ name, label, help },
        params: params.map(({ name: param, help: about, type }) => ({
          ...{ name: param, help: about, kind: type.kind },
          ...(type.kind === 'enum' && { values: [...type.values] }),
          offered: offeredFor(type, material) ?? [],
        })),
      })),
    };
  }

  /** Throws RetortError: 'correction-unfit' with what to do, 'tool-failed' where a call cannot be run. */
  async check({
    said,
    before,
    kind,
    calls,
    say,
    world,
  }: Commands['correction.check']): Promise<Replies['correction.check']> {
    const { tools, dataSet } = await this.#known();
    const earlier = before.map(transcriptOf);
    const user = normalise(said);
    if (kind !== 'call') {
      const words = normalise(say);
      if (words === '')
        throw new RetortError(
          'correction-unfit',
          'The reply is empty. Write what the agent should have said.',
        );
      return { before: earlier, turn: { user, plan: [], steps: [], say: words } };
    }
    const environment = copyOf(world);
    const steps: Transcript['steps'] = [];
    for (const typed of calls) {
      const material = materialOf(said, earlier);
      material.results.push(...steps.map(({ result }) => result));
      const call = checkCall(typed, tools, material);
      const run = dataSet === BUILT_IN_SET ? runCall(call, environment, tools) : Promise.resolve(DONE);
      steps.push({ call, result: await run });
    }
    const turn = { user, plan: calls.map(({ name }) => name), steps, say: await this.#reply(steps, tools) };
    return { before: earlier, turn };
  }

  /** Throws RetortError: 'config-invalid' where a run or another learning is under way, 'checkpoint-gone', 'cancelled'. */
  async learn({ run, corrections }: Commands['correction.learn']): Promise<Learnt> {
    const { engine, withDatabase, post, refuseWhileUnderWay, replaceStudent } = this.deps;
    refuseWhileUnderWay();
    if (this.#abort)
      throw new RetortError('config-invalid', 'Corrections are being learnt. Wait for it, or cancel it.');
    const { signal } = (this.#abort = new AbortController());
    try {
      const onProgress = this.#teller();
      onProgress('preparing', 0, 0);
      const { experiment } = await storedExperiment(run, this.deps, signal);
      try {
        throwIfCancelled(signal);
        const { learnCorrections } = await import('../tasks/learn-corrections');
        const { student, learnt } = await engine.orLost(
          learnCorrections(experiment, corrections, { signal, onProgress }),
        );
        throwIfCancelled(signal);
        replaceStudent(student);
        await new RunStore(run, withDatabase, post).keep(student, 'student');
        return learnt;
      } finally {
        experiment.dispose();
      }
    } finally {
      this.#abort = null;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** The tools of the person's own data, where a student learnt those; else the page's. */
  async #known(): Promise<{ tools: ReadonlyMap<string, Tool>; dataSet: string }> {
    const { tools, toolNames, card } = (await this.deps.student()) ?? {};
    if (tools && card?.dataSet) return { tools: toolsOf(tools), dataSet: card.dataSet };
    return { tools: toolsKnown(toolNames), dataSet: BUILT_IN_SET };
  }

  /** What the tools say of their results. */
  async #reply(steps: Transcript['steps'], tools: ReadonlyMap<string, Tool>): Promise<string> {
    const { replies } = await this.deps.bundles.dialogues();
    return steps
      .map(({ call, result }) => {
        const templates = replies.get(call.name) ?? ['{result}'];
        return repliesTo(call, result, templates, tools.get(call.name)!.params)[0]!;
      })
      .join(', and ');
  }

  /** At most some events a second, and each that begins or ends something. */
  #teller(): (work: LearningWork, done: number, total: number) => void {
    let [last, next] = ['', 0];
    return (work, done, total) => {
      const now = performance.now();
      if (work === last && done < total && now < next) return;
      [last, next] = [work, now + PROGRESS_INTERVAL];
      this.deps.post('correction.learning', { work, done, total });
    };
  }
}

/** What a call can draw on, the results of its own turn to come. */
function materialOf(said: string, before: readonly Transcript[]) {
  const wordsOf = (text: string) => text.split(' ').filter((word) => word !== '');
  return {
    words: wordsOf(normalise(said)),
    results: [] as string[],
    earlier: before.map(({ user, steps }) => ({
      words: wordsOf(user),
      results: steps.map(({ result }) => result),
    })),
  };
}
