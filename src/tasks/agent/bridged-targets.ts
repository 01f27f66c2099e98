// A teacher that cuts words into other pieces than the student: both read the same dialogue, each in its own tokens, and the teacher is
// heard where a token of both begins at the same place of the text, which every word and every mark does. Within a word their tokens have
// nothing in common, and the teacher is silent. What is heard are probabilities of the teacher's tokens: sorted-distance.ts compares them.
// B dialogues, N positions that carry loss, W tokens of the teacher's.

import { agentMaskOf, type EncodedTranscript } from '../../agent/transcript';
import { SPECIAL_TOKENS, type TokenCodec } from '../../agent/types';
import { settingsOf } from '../../catalog/settings';
import type { Settings } from '../../catalog/types';
import { type Batch, LENGTH_STEP } from '../../data/batches';
import { refuseTaps, type Targets } from '../../distillation/targets/targets';
import { tensor } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import type { Model } from '../../models/model';

/** Every tokeniser here cuts before a space that a word follows (data/tokenizer.ts). */
const WORDS = /(?= \S)/u;

/** Marks and words of a dialogue in its tokens; null where a word of it is in other tokens than the tokeniser's own. */
function* wordsOf(ids: readonly number[], codec: TokenCodec): Generator<string | number> {
  let from = 0;
  for (let at = 0; at <= ids.length; at++) {
    const id = ids[at];
    if (id !== undefined && id >= SPECIAL_TOKENS.length) continue;
    if (at > from) yield* codec.decode(ids.slice(from, at)).split(WORDS);
    if (id !== undefined) yield id;
    from = at + 1;
  }
}

export interface Bridge {
  /** The dialogue in the other tokens. */
  ids: number[];
  /** For each of the first tokens where in `ids` the same mark or word begins; -1 within a word, and past what is not cut as usual. */
  places: Int32Array;
}

/** A dialogue in another vocabulary. Marks have the same ids in all of them. */
export function bridge(own: readonly number[], from: TokenCodec, to: TokenCodec): Bridge {
  const ids: number[] = [];
  const places = new Int32Array(own.length).fill(-1);
  let at = 0;
  let straight = true;
  for (const word of wordsOf(own, from)) {
    if (straight) places[at] = ids.length;
    if (typeof word === 'number') {
      at++;
      ids.push(word);
      continue;
    }
    const pieces = from.encode(word);
    straight &&= pieces.every((id, i) => own[at + i] === id);
    if (!straight) places[at] = -1;
    at += pieces.length;
    ids.push(...to.encode(word));
  }
  return { ids, places };
}

/** A row in another vocabulary. */
export function translated(
  { ids, agentMask }: EncodedTranscript,
  from: TokenCodec,
  to: TokenCodec,
): EncodedTranscript {
  const crossed = bridge(ids, from, to).ids;
  // one that nobody is to learn from stays so
  return { ids: crossed, agentMask: agentMask.includes(1) ? agentMaskOf(crossed) : crossed.map(() => 0) };
}

/** Throws RetortError('config-invalid') where the teacher's probabilities are to be changed by labels, or cut, which are of other tokens. */
function checkSoftLabels(settings: Settings): void {
  const { shift, topK } = settingsOf(settings, 'softLabels');
  if (shift !== 'swap' && Number(topK) === 0) return;
  throw new RetortError(
    'config-invalid',
    'The teacher has another vocabulary than the student, so that its likeliest tokens cannot be swapped with labels or kept alone. Set “Classes kept” to 0 and the shift of labels off.',
  );
}

export interface BridgedOptions {
  teacher: Model;
  /** Tokens that the teacher can read. */
  context: number;
  /** The student's, and the teacher's. */
  from: TokenCodec;
  to: TokenCodec;
  /** Of a row by its number. */
  idsOf(row: number): readonly number[];
  /** Whether it is asked about a row. */
  asksAbout(row: number): boolean;
}

/** Asks the teacher anew for each batch, about the same words. Its answer says where it was heard. */
export function bridgedTargets({ teacher, context, from, to, idsOf, asksAbout }: BridgedOptions): Targets {
  const known = new WeakMap<readonly number[], Bridge>();
  const bridgeOf = (row: number): Bridge => {
    const ids = idsOf(row);
    const made = known.get(ids) ?? bridge(ids, from, to);
    known.set(ids, made);
    return made;
  };
  return {
    ask(batch: Batch, { want, settings = {} }) {
      refuseTaps(
        want,
        'This method compares what lies inside the models, and this teacher has another vocabulary than the student. Choose the teacher’s own vocabulary for the student, or a method on logits.',
      );
      checkSoftLabels(settings);
      const bridges = batch.rows.map(bridgeOf);
      const longest = Math.min(context, Math.max(...bridges.map(({ ids }) => ids.length - 1)));
      const T = Math.min(context, Math.ceil(longest / LENGTH_STEP) * LENGTH_STEP);
      const inputs = new Int32Array(bridges.length * T).fill(to.special('<pad>')); // [B, T]
      for (const [b, { ids }] of bridges.entries()) inputs.set(ids.slice(0, T), b * T);
      const N = batch.labels.length;
      const positions = new Int32Array(N); // of what it is not heard about, any
      const heard = new Float32Array(N);
      for (const [n, position] of batch.positions!.entries()) {
        const b = Math.floor(position / batch.shape[1]);
        // a position is asked for the token after it
        const place = bridges[b]!.places[(position % batch.shape[1]) + 1]! - 1;
        positions[n] = b * T;
        if (place < 0 || place >= T || !asksAbout(batch.rows[b]!)) continue;
        positions[n]! += place;
        heard[n] = 1;
      }
      const { logits } = teacher.forward(tensor(inputs, [bridges.length, T]), {
        positions: tensor(positions, [N]),
      });
      return { logits, heard: tensor(heard, [N]) }; // [N, W]
    },
  };
}
