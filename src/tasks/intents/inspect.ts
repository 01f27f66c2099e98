// A sentence under the microscope: its pieces through each classifier, which answers once. Of a head on a frozen encoder only the answer is
// seen: what the encoder holds inside stays in its own worker.

import { PAD, sentenceBatch, sentenceIds, sentenceText } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import type { ModelBundle } from '../../models/bundle';
import { readingOf } from './classifier';
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

/** All in their order, those that read words side by side. */
async function looked(
  all: Request['models'],
  models: Request['models'],
  { text, ids, signal, encoder }: Pick<Request, 'signal' | 'encoder'> & { text: string; ids: Int32Array },
) {
  const seen = await lookIntoAll(models, specimenOf(ids), signal);
  const views: typeof seen.views = [];
  for (const [who, model] of all) {
    const view = seen.views.find((one) => one.who === who);
    const read = view ? null : readingOf(model, encoder);
    if (view) views.push(view);
    else if (read) {
      const { logits } = await lookInto(model, { ...(await read(text)), shown: 1, items: 1 });
      views.push({ who, logits, attention: [] });
    }
  }
  return { ...seen, views };
}

/** What another run's network makes of it, where it tells the same classes apart. */
async function largerOf(larger: ModelBundle | null, text: string, classes: readonly string[]) {
  if (!larger?.tokenizer || larger.labels?.join('\n') !== classes.join('\n')) return null;
  const { logits } = await lookInto(larger, specimenOf(piecesOf(text, larger)));
  return { name: larger.card.name, logits };
}

export const inspect: InspectTask = async (request) => {
  const { subject, models: all, larger, transfer, signal, encoder } = request;
  if (subject.kind === 'point') {
    throw new RetortError(
      'config-invalid',
      'This run has learnt sentences. Type one, or choose a training row.',
    );
  }
  const chosen = chosenRow(request);
  const text = subject.kind === 'text' ? subject.text : transfer!.text(chosen!);
  const models = new Map([...all].filter(([, model]) => !model.encoder));
  // of a shorter memory the shortest counts: all read the same pieces
  const read = [...models.values()].map((model) => piecesOf(text, model));
  const [first, ...others] = read;
  const ids = others.reduce((a, b) => (b.length < a.length ? b : a), first ?? Int32Array.of(PAD));
  if (sentenceText(text).trim() === '' || ids.length === 0)
    throw new RetortError('config-invalid', 'There is no word in it. Type a sentence.');
  const { labels = [] } = all.values().next().value!;
  const tokenizer = models.values().next().value?.tokenizer;
  const row = chosen ?? rowOf(request, text);
  const label = row === null ? null : transfer!.label(row);
  return {
    text,
    point: null,
    row,
    pieces: tokenizer ? [...ids].map((id) => tokenizer.decode([id])) : [text],
    foretold: null,
    classes: [...labels],
    right: [label ?? -1],
    rightBy: label === null ? 'nobody' : 'label',
    ...(await looked(all, models, { text, ids, signal, encoder })),
    larger: await largerOf(larger, text, labels),
    written: null,
  };
};
