// Dialogues that a network of this moment writes for prompts of the transfer set, many side by side, tools run in each prompt's
// own world: what on-policy batches (on-policy.ts) and verified ones (verified.ts) are made of. A writer depends on the seeds that
// it is given and on nothing before, so that a resumed run writes the same.

import type { Dialogue as WrittenTurn } from '../../agent/loop';
import { TokenStream } from '../../agent/token-stream';
import { type EncodedTranscript, joinTurns } from '../../agent/transcript';
import type { TokenCodec, Tool } from '../../agent/types';
import type { Dialogue } from '../../corpus/dialogue';
import { worldEnvironment } from '../../corpus/world';
import { throwIfCancelled } from '../../lib/cancelled';
import { createRng } from '../../lib/rng';
import { createDecoder } from '../../models/create-decoder';
import type { Decoder } from '../../models/decoder';
import type { Model } from '../../models/model';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import type { Rollout } from '../../protocol/training';
import { usersOf, writeTurns } from './evaluate-decoding';
import { parallelDialogues } from './parallel-dialogues';

/** A dialogue as it was written, its turns after one another; the last may have come to no end. */
export interface Written extends EncodedTranscript {
  turns: readonly WrittenTurn[];
  /** Of each token that the writer wrote, by its own free choice at T = 1. */
  probabilities: number[];
}

export interface Writing {
  decoder: Decoder;
  codec: TokenCodec;
  tools: ReadonlyMap<string, Tool>;
  /** Above 0. */
  temperature: number;
  /** Under the grammar, or the writer's free writing. */
  constrained: boolean;
  /** Most tokens that it writes in a turn. */
  maxTokens?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** One dialogue a prompt, each drawn with its own seed; null where the prompt does not fit. Throws RetortError('cancelled'). */
export function writeDialogues(
  { decoder, signal, maxTokens, ...how }: Writing,
  asked: readonly { prompt: Dialogue; seed: number }[],
): Promise<(Written | null)[]> {
  return parallelDialogues(decoder, asked.length, async (i, model) => {
    const { prompt, seed } = asked[i]!;
    const probabilities: number[] = [];
    const turns = await writeTurns(usersOf(prompt), {
      ...how,
      model,
      environment: worldEnvironment(prompt.world),
      rng: createRng(seed),
      onToken: (_, probability) => void probabilities.push(probability),
      ...(maxTokens !== undefined && { maxTokens }),
      ...(signal && { signal }),
    });
    throwIfCancelled(signal);
    return turns.length > 0 ? { ...joinTurns(turns), turns, probabilities } : null;
  });
}

/** A decoder that is given a model's weights of the moment each time it is asked for; made once. */
export function followingDecoder(
  config: TransformerConfig,
  slots: number,
): (model: Model) => Promise<Decoder> {
  let decoder: Decoder | null = null;
  return async ({ params }) => {
    const weights = await fromParams(params); // sync point
    if (decoder) decoder.load(weights);
    else decoder = await createDecoder(config, weights, slots);
    return decoder;
  };
}

/** Counts what is written, and tells of a dialogue now and then: scoring and sending each would cost more than it shows. */
export class RolloutTeller {
  #written = 0;
  #kept = 0;
  #next = 0;

  constructor(
    private readonly codec: TokenCodec,
    private readonly tell: ((rollout: Rollout) => void) | undefined,
  ) {}

  get written(): number {
    return this.#written;
  }

  get kept(): number {
    return this.#kept;
  }

  count(written: number, kept: number): void {
    this.#written += written;
    this.#kept += kept;
  }

  /** Whether it is time for another one. */
  get due(): boolean {
    return this.tell !== undefined && performance.now() >= this.#next;
  }

  /** @param ratios of the tokens that the writer wrote, in order; absent where nobody scored them. */
  show(
    { ids, agentMask }: EncodedTranscript,
    of: Pick<Rollout, 'writer' | 'step'>,
    ratios?: readonly number[],
  ): void {
    this.#next = performance.now() + TELL_EVERY_MS;
    const stream = new TokenStream(this.codec);
    let scored = 0;
    const tokens = ids.map((id, i) => ({
      ...stream.push(id),
      ratio: agentMask[i] ? (ratios?.[scored++] ?? null) : null,
    }));
    this.tell?.({ ...of, tokens, written: this.#written, kept: this.#kept });
  }
}

const TELL_EVERY_MS = 1000;
