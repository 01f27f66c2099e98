// The part of the protocol that imports a person's own data: files go to the worker unread, a preview comes back, rows by the
// page, and the set is kept where the person says so. Commands carry the number of their import: those of one that is over are
// refused as cancelled. Answers come by the id of their command; only progress is told unasked.

import * as v from 'valibot';
import { FINDINGS, SPLITS } from '../catalog/data-findings';
import { FILE_KINDS } from '../catalog/file-kinds';

const importId = v.number();
const split = v.picklist(SPLITS);
const finding = v.picklist(FINDINGS);
const perSplit = { train: v.number(), validation: v.number(), test: v.number() };

/** What a person decides about a file; the rest is guessed. */
const choicesSchema = v.object({
  delimiter: v.optional(v.string()),
  quotes: v.optional(v.boolean()),
  header: v.optional(v.boolean()),
  text: v.optional(v.number()),
  label: v.optional(v.number()),
  firstLabel: v.optional(v.boolean()),
  splits: v.optional(v.record(v.string(), split)),
});
export type FileChoices = v.InferOutput<typeof choicesSchema>;

/** What a person decides about the import as a whole. */
const importChoicesSchema = v.object({ testShare: v.number(), mergeLabels: v.boolean() });
export type ImportChoices = v.InferOutput<typeof importChoicesSchema>;

const settingsSchema = v.object({ context: v.number(), vocabulary: v.number(), batchSize: v.number() });

/** A set in the library, without its rows. */
export const dataSetSchema = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(['texts', 'chats']),
  /** Milliseconds since the epoch. */
  createdAt: v.number(),
  rows: v.object(perSplit),
  unlabelled: v.number(),
  labels: v.number(),
  tools: v.number(),
  /** Sizes that follow from the data. */
  settings: settingsSchema,
});
export type DataSet = v.InferOutput<typeof dataSetSchema>;

const problem = v.object({
  code: v.string(),
  message: v.string(),
  /** A file that is none that can be read, and what it is. */
  unreadable: v.optional(v.object({ file: v.string(), kind: v.picklist(FILE_KINDS) })),
});

const previewSchema = v.object({
  kind: v.picklist(['texts', 'chats']),
  files: v.array(
    v.object({
      name: v.string(),
      bytes: v.number(),
      notes: v.array(v.picklist(['byte-order-mark', 'utf-16', 'gzip'])),
      /** The id of a format, or what a file of any is: chats, tools, names; null where it could not be read. */
      format: v.nullable(v.string()),
      /** Of a format. */
      formatLabel: v.optional(v.object({ en: v.string(), 'zh-CN': v.string() })),
      csv: v.optional(v.object({ delimiter: v.string(), quotes: v.boolean(), header: v.boolean() })),
      columns: v.optional(
        v.object({
          names: v.array(v.string()),
          sample: v.array(v.array(v.string())),
          text: v.number(),
          label: v.number(),
        }),
      ),
      severalLabels: v.optional(v.object({ rows: v.number(), first: v.boolean() })),
      namedBy: v.optional(v.string()),
      parts: v.array(v.object({ name: v.string(), rows: v.number(), split })),
      problem: v.optional(problem),
    }),
  ),
  /** Rows that would be kept. */
  rows: v.object(perSplit),
  /** Rows read, kept or not. */
  read: v.number(),
  unlabelled: v.number(),
  /** Splits cut out of training, since the files have none. */
  cut: v.array(split),
  labels: v.array(v.object({ name: v.string(), ...perSplit })),
  outOfScope: v.nullable(v.string()),
  findings: v.array(v.object({ finding, rows: v.number() })),
  /** Labels that are spelt in several ways, the commonest first. */
  spellings: v.array(v.array(v.string())),
  /** Labels of which no row is tested. */
  untested: v.array(v.string()),
  /** Whether all labels are numbers. */
  numbered: v.boolean(),
  words: v.object({ median: v.number(), most: v.number(), longest: v.number() }),
  tools: v.array(v.string()),
  settings: v.nullable(settingsSchema),
  /** Why it cannot be kept. */
  problem: v.nullable(problem),
});
export type DataPreview = v.InferOutput<typeof previewSchema>;

const rowSchema = v.object({
  file: v.string(),
  line: v.number(),
  split,
  text: v.string(),
  label: v.string(),
  kept: v.boolean(),
  findings: v.array(finding),
  detail: v.optional(v.string()),
  /** The row that it repeats or contradicts. */
  twin: v.optional(v.object({ file: v.string(), line: v.number(), label: v.string() })),
});
export type DataRow = v.InferOutput<typeof rowSchema>;

export const dataCommandSchemas = {
  /** Reads and examines files; answered by the preview. Takes the place of an import under way. */
  'data.open': v.object({
    importId,
    files: v.array(v.object({ name: v.string(), blob: v.blob() })),
    choices: v.array(choicesSchema),
    whole: importChoicesSchema,
    /** Of the cut into splits. */
    seed: v.number(),
  }),
  /** Some rows of the import, all or those with a finding; answered by these and how many there are. */
  'data.rows': v.object({
    importId,
    finding: v.nullable(finding),
    offset: v.number(),
    count: v.number(),
  }),
  /** Keeps the set on this device; answered by what the library says of it. */
  'data.store': v.object({ importId, name: v.string() }),
  /** Stops and forgets the import. */
  'data.cancel': v.object({}),
} as const;

export const dataEventSchemas = {
  'data.progress': v.object({ importId, done: v.number(), total: v.number() }),
} as const;

export const dataReplySchemas = {
  'data.open': previewSchema,
  'data.rows': v.object({ rows: v.array(rowSchema), total: v.number() }),
  'data.store': dataSetSchema,
} as const;
