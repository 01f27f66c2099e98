// A sentence under the microscope: its pieces through each classifier, which answers once.

import { sentenceBatch, sentenceIds, sentenceText } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import type { ModelBundle } from '../../models/bundle';
import { chosenRow, type InspectTask, type Request } from '../inspect';
import { lookInto, lookIntoAll, type Specimen } from '../look';

/** As the models read it. */
function piecesOf(text: string, { tokenizer, network }: ModelBundle): Int32Array {
  return sentenceIds(
    text,
    tokenizer!,
    network.kind === 'encoder' ? network.config.max_position_embeddings : 0,
  );
}

function specimenOf(ids: Int32Array): Specimen {
  const sentences = [{ ids, label: UNLABELLED }];
  const { inputs, shape } = sentenceBatch({ sentences, rows: [0], labelled: new Set() });
  return { inputs, shape, shown: 1, items: ids.length };
}

/** The training row that has these words, if one has. */
function rowOf({ transfer }: Request, text: string): number | null {
  const words = sentenceText(text);
  return (transfer && upTo(transfer.total).find((row) => sentenceText(transfer.text(row)) === words)) ?? null;
}

/** What another run's network makes of it, where it tells the same classes apart. */
async function largerOf(larger: ModelBundle | null, text: string, classes: readonly string[]) {
  if (!larger?.tokenizer || larger.labels?.join('\n') !== classes.join('\n')) return null;
  const { logits } = await lookInto(larger, specimenOf(piecesOf(text, larger)));
  return { name: larger.card.name, logits };
}

export const inspect: InspectTask = async (request) => {
  const { subject, models, larger, transfer, signal } = request;
  if (subject.kind === 'point') {
    throw new RetortError(
      'config-invalid',
      'This run has learnt sentences. Type one, or choose a training row.',
    );
  }
  const chosen = chosenRow(request);
  const text = subject.kind === 'text' ? subject.text : transfer!.text(chosen!);
  // of a shorter memory the shortest counts: all read the same pieces
  const read = [...models.values()].map((model) => piecesOf(text, model));
  const ids = read.reduce((a, b) => (b.length < a.length ? b : a));
  if (sentenceText(text).trim() === '' || ids.length === 0)
    throw new RetortError('config-invalid', 'There is no word in it. Type a sentence.');
  const { tokenizer, labels = [] } = models.values().next().value!;
  const row = chosen ?? rowOf(request, text);
  const label = row === null ? null : transfer!.label(row);
  return {
    text,
    point: null,
    row,
    pieces: [...ids].map((id) => tokenizer!.decode([id])),
    foretold: null,
    classes: [...labels],
    right: [label ?? -1],
    rightBy: label === null ? 'nobody' : 'label',
    ...(await lookIntoAll(models, specimenOf(ids), signal)),
    larger: await largerOf(larger, text, labels),
    written: null,
  };
};
