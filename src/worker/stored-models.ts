// Models on this device as they lie in storage: weights as safetensors, in float32 or the few bits that they have, the rest as it is. Written whole and read back
// as the bundle that went in.

import * as v from 'valibot';
import type { EncodedTranscript } from '../agent/transcript';
import { Tokenizer } from '../data/tokenizer';
import { RetortError } from '../lib/errors';
import { newId } from '../lib/new-id';
import type { ModelBundle, ToolDefinition } from '../models/bundle';
import { parseWeights, serialiseWeights } from '../models/quantised-safetensors';
import { TransformerConfigSchema } from '../models/transformer-config';
import type { ModelCard } from '../protocol/model-card';
import type { RetortDatabase } from '../storage/database';
import { readModel, saveModel } from '../storage/models';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const encoderSchema = v.intersect([
  TransformerConfigSchema,
  v.object({ classes: whole, pad_token_id: whole }),
]);
const networkSchema = v.variant('kind', [
  v.object({ kind: v.literal('decoder'), config: TransformerConfigSchema }),
  v.object({ kind: v.literal('encoder'), config: encoderSchema }),
  v.object({ kind: v.literal('mlp'), config: v.object({ widths: v.array(whole) }) }),
]);
const contentSchema = v.object({
  network: networkSchema,
  weights: v.instance(ArrayBuffer),
  tokenizer: v.nullish(v.string()),
  labels: v.nullish(v.array(v.string())),
  tools: v.nullish(
    v.array(
      v.custom<ToolDefinition>((tool) => typeof tool === 'object' && tool !== null && 'parameters' in tool),
    ),
  ),
  encoder: v.nullish(
    v.object({
      id: v.string(),
      name: v.string(),
      parameters: v.number(),
      words: v.optional(v.array(v.string())),
    }),
  ),
  toolNames: v.nullish(v.array(v.string())),
  transcripts: v.nullish(v.array(v.object({ ids: v.array(whole), agentMask: v.array(v.number()) }))),
});
type Content = v.InferInput<typeof contentSchema>;

/** Without the readonly arrays that schemas do not know. */
const storable = (network: ModelBundle['network']): Content['network'] =>
  network.kind === 'mlp' ? { ...network, config: { widths: [...network.config.widths] } } : network;

/** All of a bundle but its card, weights and transcripts, as it is stored. */
export const contentOf = ({
  network,
  tokenizer,
  labels,
  tools,
  toolNames,
  encoder,
}: Omit<ModelBundle, 'card' | 'weights'>): Omit<Content, 'weights' | 'transcripts'> => ({
  network: storable(network),
  tokenizer: tokenizer?.toJson(),
  labels: labels && [...labels],
  tools: tools && [...tools],
  toolNames: toolNames && [...toolNames],
  encoder: encoder && { ...encoder, words: encoder.words && [...encoder.words] },
});

/**
 * Writes a model under an id of its own, or the one that it is to have.
 * Throws RetortError('storage-full').
 */
export async function keepModel(
  db: RetortDatabase,
  bundle: ModelBundle,
  about: Partial<Pick<ModelCard, 'id' | 'name' | 'run' | 'kept' | 'figures'>>,
): Promise<ModelCard> {
  const { network, weights: given, transcripts } = bundle;
  const weights = serialiseWeights(given).buffer;
  const size = {
    bytes: weights.byteLength,
    vocabulary: network.kind === 'mlp' ? null : network.config.vocab_size,
  };
  const card: ModelCard = { ...bundle.card, ...size, id: newId('model', Date.now()), ...about };
  const content: Content = {
    ...contentOf(bundle),
    weights,
    transcripts: (await transcripts?.())?.map(({ ids, agentMask }) => ({
      ids: [...ids],
      agentMask: [...agentMask],
    })),
  };
  await saveModel(db, card, content);
  return card;
}

/** Throws RetortError('teacher-unknown') where it is not on this device, and what parsing its parts throws. */
export async function readBundle(db: RetortDatabase, id: string): Promise<ModelBundle> {
  const found = await readModel(db, id);
  if (!found)
    throw new RetortError(
      'teacher-unknown',
      'This model is not on this device any more. Choose another teacher, or a size, which is trained first.',
    );
  return bundleOf(found.card, found.content);
}

/** A bundle from its stored content. Throws RetortError('teacher-unknown') where that is none, and what parsing its parts throws. */
export function bundleOf(card: ModelCard, stored: unknown): ModelBundle {
  const content = v.safeParse(contentSchema, stored);
  if (!content.success)
    throw new RetortError(
      'teacher-unknown',
      `“${card.name}” is stored in a form that this version cannot read. Remove it and keep another one.`,
    );
  const { network, weights, tokenizer, labels, tools, toolNames, encoder, transcripts } = content.output;
  return {
    card,
    network,
    weights: parseWeights(weights),
    ...(tokenizer && { tokenizer: Tokenizer.fromJson(tokenizer) }),
    ...(labels && { labels }),
    ...(tools && { tools }),
    ...(toolNames && { toolNames }),
    ...(encoder && { encoder }),
    ...(transcripts && { transcripts: async (): Promise<EncodedTranscript[]> => transcripts }),
  };
}
