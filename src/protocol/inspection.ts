// What the microscope is asked to look at, and what it sees: raw logits, attention maps and hidden states' similarity of the models at
// hand, of one sentence, dialogue or point, at one moment. Temperatures, divergences and causes are the page's to work out.
// N positions with logits (one of a classifier), V classes, n pieces of the text.

import * as v from 'valibot';

/** Who is looked into, in the order in which they are shown. */
export const VIEWED = ['teacher', 'student', 'baseline'] as const;
export type Viewed = (typeof VIEWED)[number];

/** A sentence or request as typed, a point of the plane, or a row of the transfer set by its number. */
export const subjectSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string() }),
  v.object({ kind: v.literal('point'), x: v.number(), y: v.number() }),
  v.object({ kind: v.literal('row'), row: v.number() }),
]);
export type Subject = v.InferOutput<typeof subjectSchema>;

/** Probabilities that a person has set in place of the teacher's, by row of the transfer set. */
export const labelsSchema = v.record(v.string(), v.array(v.number()));

const floats = v.instance(Float32Array);

const viewSchema = v.object({
  who: v.picklist(VIEWED),
  /** [N·V] */
  logits: floats,
  /** By layer: a byte for each probability, [heads·n·n], a row a query. */
  attention: v.array(v.object({ heads: v.number(), map: v.instance(Uint8Array) })),
});
export type ModelView = v.InferOutput<typeof viewSchema>;

const similaritySchema = v.object({
  /** Whose layers are rows, and whose columns. */
  rows: v.picklist(VIEWED),
  columns: v.picklist(VIEWED),
  /** Things compared: pieces of the text, or places of the plane. */
  items: v.number(),
  /** Linear CKA by hidden state, [rows][columns]. */
  cka: v.array(v.array(v.number())),
});

const rowSchema = v.object({
  row: v.number(),
  text: v.string(),
  /** Its right class; null where it has none of one kind (dialogues), or nobody knows it. */
  label: v.nullable(v.number()),
  /** Whether a person has changed what the teacher says of it. */
  edited: v.boolean(),
});
export type TransferRow = v.InferOutput<typeof rowSchema>;

export const inspectionSchema = v.object({
  task: v.string(),
  text: v.string(),
  /** Of points of the plane. */
  point: v.nullable(v.object({ x: v.number(), y: v.number() })),
  /** Which training row it is, if it is one. */
  row: v.nullable(v.number()),
  /** Of the run; null where none is under way. */
  step: v.nullable(v.number()),
  /** As the models read it, piece by piece; none of a point. */
  pieces: v.array(v.string()),
  /** Of dialogues: the piece that each row of logits foretells, [N]. */
  foretold: v.nullable(v.array(v.number())),
  classes: v.array(v.string()),
  /** The right class of each row of logits, [N]; −1 where nobody knows. */
  right: v.array(v.number()),
  /** Who says so. */
  rightBy: v.picklist(['label', 'teacher', 'nobody']),
  views: v.array(viewSchema),
  similarity: v.nullable(similaritySchema),
  /** The run's rows; null where they are not at hand. */
  rows: v.nullable(
    v.object({
      total: v.number(),
      /** Likeness is from 0 to 1: shared words by how rare they are, or nearness. */
      nearest: v.array(v.object({ ...rowSchema.entries, likeness: v.number() })),
      /** Words that no training row has. */
      unseen: v.array(v.string()),
    }),
  ),
  /** What a person has put in place of the teacher's probabilities for this row, [V]. */
  edited: v.nullable(v.array(v.number())),
  /** What a larger network of another run makes of it, [N·V]. */
  larger: v.nullable(v.object({ name: v.string(), logits: floats })),
  /** What the student writes by itself: under the grammar, and freely. */
  written: v.nullable(v.object({ constrained: v.string(), free: v.string(), asked: v.string() })),
});
export type Inspection = v.InferOutput<typeof inspectionSchema>;

export const foundRowsSchema = v.object({
  /** Rows of the transfer set, and those that fit the search. */
  total: v.number(),
  fit: v.number(),
  rows: v.array(rowSchema),
});
export type FoundRows = v.InferOutput<typeof foundRowsSchema>;
