// Labelled sentences in three parts, wherever they come from: the built-in corpus or a person's files. Plain data.

import * as v from 'valibot';

/** The label of a sentence whose label nobody knows. */
export const UNLABELLED = -1;

const splitSchema = v.pipe(
  v.object({ texts: v.array(v.string()), labels: v.instance(Int32Array) }),
  v.check(({ texts, labels }) => texts.length === labels.length),
);
/** For sets that come from storage. */
export const textSetSchema = v.object({
  labels: v.array(v.string()),
  train: splitSchema,
  validation: splitSchema,
  test: splitSchema,
  outOfScope: v.nullable(v.number()),
});

export interface TextSplit {
  texts: readonly string[];
  /** Index into the set's labels, or UNLABELLED; [n]. */
  labels: Int32Array;
}

export interface TextSet {
  labels: readonly string[];
  train: TextSplit;
  /** For early stopping. */
  validation: TextSplit;
  test: TextSplit;
  /** The label of sentences that belong to no intent; null where the set has none. */
  outOfScope: number | null;
}
