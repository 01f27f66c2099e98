// What a teacher says of every token of its transcripts: the likeliest tokens and their log-probabilities, as a student at T = 1 would
// learn them. Computed by the decoder beside the tensors, many transcripts side by side.
// K likeliest tokens, V vocabulary.

import type { EncodedTranscript } from '../../agent/transcript';
import { throwIfCancelled } from '../../lib/cancelled';
import { nextTask } from '../../lib/next-task';
import type { Decoder } from '../decoder';

export const LIKELIEST = 8;

/** A row a scored token, in columns. */
export interface Targets {
  transcript: number[];
  /** Of the token that is predicted, from 0. */
  position: number[];
  token: number[];
  /** Rows × K, the likeliest first. */
  ids: Int32Array[];
  logprobs: Float32Array[];
}

/** @param decoder with some slots, all of them free. Throws RetortError('cancelled') at the signal. */
export async function teacherTargets(
  decoder: Decoder,
  transcripts: readonly EncodedTranscript[],
  hooks: { onProgress(done: number, total: number): void; signal: AbortSignal },
): Promise<Targets> {
  const targets: Targets = { transcript: [], position: [], token: [], ids: [], logprobs: [] };
  for (let from = 0; from < transcripts.length; from += decoder.slots) {
    const part = transcripts.slice(from, from + decoder.slots);
    for (const slot of part.keys()) decoder.reset(slot);
    const longest = Math.min(decoder.context, Math.max(...part.map(({ ids }) => ids.length - 1)));
    for (let t = 0; t < longest; t++) {
      const open = [...part.keys()].filter((slot) => t + 1 < part[slot]!.ids.length);
      const said = decoder.feed(open.map((slot) => ({ slot, ids: [part[slot]!.ids[t]!] })));
      for (const [n, slot] of open.entries()) {
        const { ids, agentMask } = part[slot]!;
        if (!agentMask[t + 1]) continue;
        const best = likeliest(said[n]!);
        targets.transcript.push(from + slot);
        targets.position.push(t + 1);
        targets.token.push(ids[t + 1]!);
        targets.ids.push(best.ids);
        targets.logprobs.push(best.logprobs);
      }
    }
    hooks.onProgress(from, transcripts.length);
    await nextTask();
    throwIfCancelled(hooks.signal);
  }
  return targets;
}

/** logits [V] -> the K likeliest ids and their log-probabilities, the likeliest first, of equals the lower id. */
export function likeliest(logits: Float32Array): { ids: Int32Array; logprobs: Float32Array } {
  const ids: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    if (ids.length === LIKELIEST && logits[id]! <= logits[ids.at(-1)!]!) continue;
    const at = ids.findIndex((other) => logits[id]! > logits[other]!);
    ids.splice(at < 0 ? ids.length : at, 0, id);
    if (ids.length > LIKELIEST) ids.pop();
  }
  const most = logits[ids[0]!]!;
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  return {
    ids: Int32Array.from(ids),
    logprobs: Float32Array.from(ids, (id) => logits[id]! - most - Math.log(sum)),
  };
}
