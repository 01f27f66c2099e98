// A language model as the agent's teacher. Its tokens are not the student's, so its words are what is learnt (sequence-level distillation,
// Kim, Rush 2016, arXiv 1606.07947; verified sampling, METHODS row 24): it answers training requests by calling tools, and dialogues that
// follow grammar and schemas and come to the right end are kept. A network of this page learns them first and stands in for it where
// probabilities over the student's own tokens are asked for; the student learns the dialogues themselves.

import { createConstraint } from '../../agent/constrain';
import { type EncodedTranscript, encodeTurns, plainTexts, transcriptSegments } from '../../agent/transcript';
import type { TokenCodec, Tool, Transcript } from '../../agent/types';
import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import { numberSetting } from '../../catalog/settings';
import { OWN_DATA_TEACHER } from '../../catalog/tasks/agent';
import { type Dialogue, transcriptsOf, turnsOf } from '../../corpus/dialogue';
import { worldEnvironment } from '../../corpus/world';
import { mixedRows } from '../../data/agent-data';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { RetortError } from '../../lib/errors';
import { inParallel } from '../../lib/in-parallel';
import { upTo } from '../../lib/up-to';
import type { ModelBundle, StorableCodec } from '../../models/bundle';
import { type ServerFault, ServerError } from '../../models/language-model/endpoint/patient-server';
import type { LanguageModel, Message } from '../../models/language-model/language-model';
import { sizeOf, transformerConfig } from '../../models/sizes';
import type { Authored } from '../../protocol/training';
import { teacherSeed } from '../several-teachers';
import type { TaskDeps, TeacherTraining } from '../task';
import { type AgentCorpus, dialoguesOf } from './agent-corpus';
import { agentTeacher } from './agent-teacher';
import { askDialogue, DialogueFault, type DialogueFaultKind } from './asked-dialogue';
import { askedTools } from './asked-tools';
import { judge } from './dialogue-outcome';

/** As usual for drawing training data; the first dialogue of a request is the likeliest one. */
const TEMPERATURE = 0.8;
/** Dialogues in a row that failed by the server's fault before the run says so: what is answered by then is kept. */
const MOST_IN_A_ROW = 8;

/** Words where a call was due, a tool that failed, another end than the right one, what the student's grammar or context does not hold. */
type Fault = DialogueFaultKind | ServerFault | 'prose' | 'failed' | 'wrong-end' | 'grammar';

/** One of the server's faults that a later dialogue may not meet; the others end the run. */
const passes = ({ fault }: ServerError): boolean => fault !== 'unreachable' && fault !== 'refused';

export interface AuthorOptions {
  model: LanguageModel;
  corpus: Pick<AgentCorpus, 'tools' | 'definitions' | 'replies'>;
  dialogues: readonly Dialogue[];
  /** Dialogues that are written for a request until one is right. */
  tries: number;
  signal?: AbortSignal | undefined;
  onProgress?(done: number): void;
}

/** For each request the dialogue that was kept, or null. Throws what asking throws, where it is no fault of one dialogue. */
export async function authorDialogues(
  options: AuthorOptions,
  fits: (turns: readonly Transcript[]) => boolean,
): Promise<{ kept: (readonly Transcript[] | null)[]; authored: Authored }> {
  const { model, corpus, dialogues, tries, signal, onProgress } = options;
  const kept: (readonly Transcript[] | null)[] = dialogues.map(() => null);
  const faults: Partial<Record<Fault, number>> = {};
  const asked = askedTools(corpus.tools, corpus.definitions);
  let [written, inARow, done] = [0, 0, 0];

  /** All its turns, or what is wrong with the first one that is not right. */
  const write = async (dialogue: Dialogue, seed: number): Promise<Transcript[] | Fault> => {
    const environment = worldEnvironment(dialogue.world);
    const temperature = seed === 0 ? 0 : TEMPERATURE;
    const history: Message[] = [];
    const turns: Transcript[] = [];
    let failed = false;
    const onResult = (_: string, error?: RetortError) => void (failed ||= error !== undefined);
    for (const { transcript: wanted, golds } of turnsOf(dialogue)) {
      const { user } = wanted;
      const how = { environment, temperature, seed, signal, history, onResult };
      let raw: Transcript;
      try {
        raw = await askDialogue({ model, tools: corpus.tools, asked, user, ...how });
        inARow = 0;
      } catch (error) {
        if (error instanceof DialogueFault) {
          inARow = 0;
          return error.fault;
        }
        if (error instanceof ServerError && passes(error) && ++inARow < MOST_IN_A_ROW) return error.fault;
        throw error;
      }
      if (raw.steps.length === 0 && golds.every((calls) => calls.length > 0)) return 'prose';
      turns.push({ ...raw, say: raw.say.replace(/\s+/g, ' ').toLowerCase() }); // as the agent writes
    }
    const outcomes = await judge(turns, dialogue, corpus);
    if (!outcomes.every(({ success }) => success)) return failed ? 'failed' : 'wrong-end';
    return fits(turns) ? turns : 'grammar';
  };

  await inParallel(dialogues.length, model.atOnce, async (i) => {
    for (const seed of upTo(tries)) {
      const outcome = await write(dialogues[i]!, seed);
      written++;
      if (typeof outcome !== 'string') {
        kept[i] = outcome;
        break;
      }
      faults[outcome] = (faults[outcome] ?? 0) + 1;
    }
    onProgress?.(++done);
  });
  const count = kept.filter(Boolean).length;
  return { kept, authored: { model: model.name, written, kept: count, faults } };
}

/** Whether the agent's grammar lets the turns of a dialogue be written so. */
export const followsGrammar = (
  turns: readonly Transcript[],
  codec: TokenCodec,
  tools: ReadonlyMap<string, Tool>,
): boolean => turns.every((turn, i) => turnFollows(turn, turns.slice(0, i), codec, tools));

function turnFollows(
  transcript: Transcript,
  before: readonly Transcript[],
  codec: TokenCodec,
  tools: ReadonlyMap<string, Tool>,
): boolean {
  const constraint = createConstraint({ codec, tools, user: transcript.user, before });
  const may = (id: number): boolean => {
    if (!constraint.allowed().includes(id)) return false;
    constraint.advance(id);
    return true;
  };
  for (const { token, text, agent } of transcriptSegments(transcript)) {
    if (token === '<user>') continue;
    if (!may(codec.special(token))) return false;
    if (!agent.text) constraint.addResult(text.trim());
    else if (!codec.encode(text).every(may)) return false;
  }
  return true;
}

/** The network that learns what the model wrote; what it is asked to write is what the model has written. */
export async function authoredTeacher(
  author: string,
  config: RunConfig,
  corpus: AgentCorpus,
  tools: Pick<ModelBundle, 'tools' | 'toolNames'>,
  deps: TaskDeps,
): Promise<TeacherTraining> {
  if (!deps.languageModel)
    throw new RetortError('config-invalid', 'There are no language models here. Choose another teacher.');
  const model = await deps.languageModel(author);
  const { settings, prompts, textSet, seed } = config;
  const most = Math.min(corpus.count, prompts, numberSetting(settings, 'llm', 'dialogues'));
  const dialogues = await dialoguesOf(corpus, upTo(most), deps);
  const codec: StorableCodec =
    textSet === BUILT_IN_SET
      ? await deps.tokenizer()
      : await learnTokenizer(dialogues.flatMap(transcriptsOf).flatMap(plainTexts), config.vocabulary, {
          signal: deps.signal,
          onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
        });
  const size = sizeOf(OWN_DATA_TEACHER);
  if (size.kind !== 'transformer') throw new RetortError('internal', 'The stand-in cannot write.');
  const network = transformerConfig(
    size,
    codec.vocabSize,
    textSet === BUILT_IN_SET ? undefined : config.context,
  );
  const context = network.max_position_embeddings;
  const { kept, authored } = await authorDialogues(
    {
      ...{ model, corpus, dialogues, signal: deps.signal },
      tries: numberSetting(settings, 'llm', 'tries'),
      onProgress: (done) => deps.onProgress?.('asking', done, dialogues.length),
    },
    (turns) =>
      encodeTurns(turns, codec).ids.length - 1 <= context && followsGrammar(turns, codec, corpus.tools),
  );
  deps.onAuthored?.(authored);
  if (authored.kept === 0) throw noneKept(authored);
  const transcripts = kept.map((turns, i): EncodedTranscript => {
    if (turns) return encodeTurns(turns, codec);
    // without an end, so that nobody learns from it (agent-data.ts)
    const ids = [codec.special('<user>'), ...codec.encode(` ${dialogues[i]!.transcript.user}`)];
    return { ids, agentMask: ids.map(() => 0) };
  });
  const rows = mixedRows({ gold: new Map(), teacher: transcripts, codec, context });
  return agentTeacher(config, {
    ...{ network, tokenizer: codec, tools, name: model.name, terms: model.terms },
    rows: rows.map((row) => ({ ...row, gold: true })), // so that each of its words counts
    passes: true,
    draws: teacherSeed(seed, 0),
    write: () => Promise.resolve(transcripts),
  });
}

function noneKept({ model, written, faults }: Authored): RetortError {
  const told = Object.entries(faults).map(([fault, count]) => `${count} ${fault}`);
  return new RetortError(
    'rollouts-rejected',
    `None of the ${written} dialogues of ${model} could be kept (${told.join(', ')}). Change its prompt under “LLM teacher…”, see whether its server calls tools (“Test”), or choose a larger model.`,
  );
}
