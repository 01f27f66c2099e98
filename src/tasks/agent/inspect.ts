// A dialogue under the microscope: the transcript as the teacher writes it, or as it stands in the transfer set, through each network; and
// what the student writes by itself, under the grammar and freely, so that it shows whether decoding is to blame.
// N tokens that the agent writes.

import { runDialogue } from '../../agent/loop';
import { toolsKnown } from '../../agent/registry';
import { simulatedEnvironment } from '../../agent/sim-environment';
import { SPECIAL_TOKENS, type TokenCodec, type Tool } from '../../agent/types';
import { type TokenRow, tokenBatch } from '../../data/batches';
import { toolsOf } from '../../data/chat-dialogues';
import { throwIfCancelled } from '../../lib/cancelled';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import type { ModelBundle } from '../../models/bundle';
import type { Inspection } from '../../protocol/inspection';
import { chosenRow, type InspectTask, type Request } from '../inspect';
import { lookInto, lookIntoAll, type Specimen } from '../look';
import { decoderOf } from './agent-teacher';
import { parallelDialogues } from './parallel-dialogues';

const textOf = (id: number, codec: TokenCodec): string => SPECIAL_TOKENS[id] ?? codec.decode([id]);

/** What it can call: its own tools, or those of the page that it learnt. */
const toolsFor = ({ tools, toolNames }: ModelBundle, ofRun: Request['tools']): ReadonlyMap<string, Tool> =>
  ofRun ?? (tools ? toolsOf(tools) : toolsKnown(toolNames));

/** What a model writes for a request. Tools answer as in the simulated world: nothing happens on the page. */
async function write(
  bundle: ModelBundle,
  user: string,
  constrained: boolean,
  { tools, signal }: Request,
): Promise<TokenRow> {
  const [{ ids, agentMask }] = (await parallelDialogues(await decoderOf(bundle), 1, (_, model) =>
    runDialogue({
      model,
      codec: bundle.tokenizer!,
      tools: toolsFor(bundle, tools),
      environment: simulatedEnvironment(0),
      user,
      constrained,
      signal,
    }),
  )) as [Awaited<ReturnType<typeof runDialogue>>];
  throwIfCancelled(signal);
  return { ids, agentMask, gold: false };
}

/** The agent's own words of a transcript, as one line. */
const wordsOf = ({ ids, agentMask }: TokenRow, codec: TokenCodec): string =>
  ids
    .slice(agentMask.indexOf(1))
    .filter((id) => SPECIAL_TOKENS[id] !== '<eos>')
    .map((id) => textOf(id, codec))
    .join('')
    .trim();

async function writtenBy(
  student: ModelBundle | undefined,
  user: string,
  asked: TokenRow,
  request: Request,
): Promise<Inspection['written']> {
  if (!student) return null;
  const codec = student.tokenizer!;
  const [constrained, free] = [
    await write(student, user, true, request),
    await write(student, user, false, request),
  ];
  return {
    asked: wordsOf(asked, codec),
    constrained: wordsOf(constrained, codec),
    free: wordsOf(free, codec),
  };
}

const sameWords = (a: ModelBundle, b: ModelBundle): boolean =>
  a.network.kind === 'decoder' && b.tokenizer !== undefined && a.tokenizer?.toJson() === b.tokenizer.toJson();

export const inspect: InspectTask = async (request) => {
  const { subject, models, larger, transfer, signal } = request;
  if (subject.kind === 'point') {
    throw new RetortError('config-invalid', 'An agent reads words. Type a request.');
  }
  const author = models.values().next().value!;
  const codec = author.tokenizer!;
  const row = chosenRow(request);
  const whole =
    row === null
      ? await write(author, (subject as { text: string }).text, true, request)
      : transfer!.transcript!(row);
  const context = Math.min(
    ...[...models.values()].map(({ network }) =>
      network.kind === 'decoder' ? network.config.max_position_embeddings : Infinity,
    ),
  );
  const dialogue: TokenRow = {
    ...whole,
    ids: whole.ids.slice(0, context),
    agentMask: whole.agentMask.slice(0, context),
  };
  const { ids, agentMask } = dialogue;
  const foretold = upTo(ids.length).filter((i) => i > 0 && agentMask[i]);
  if (foretold.length === 0) {
    throw new RetortError(
      'message-too-long',
      `Nothing is left of the ${context} tokens that these models read. Type a shorter request.`,
    );
  }
  const { inputs, shape, positions, labels } = tokenBatch([dialogue], [0], codec);
  const specimen: Specimen = { inputs, shape, positions, shown: foretold.length, items: ids.length - 1 };
  const user = codec.decode(ids.slice(1, foretold[0])).trim();
  const seen = await lookIntoAll(models, specimen, signal);
  return {
    text: user,
    point: null,
    row,
    pieces: ids.map((id) => textOf(id, codec)),
    foretold,
    classes: upTo(codec.vocabSize).map((id) => textOf(id, codec)),
    right: [...labels],
    rightBy: dialogue.gold ? 'label' : 'teacher',
    ...seen,
    larger:
      larger && sameWords(larger, author)
        ? { name: larger.card.name, logits: (await lookInto(larger, specimen)).logits }
        : null,
    written: request.brief ? null : await writtenBy(models.get('student'), user, dialogue, request),
  };
};
