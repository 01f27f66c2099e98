// The run file, "retort-run/1": what was run, on what, what came out. JSON, one column per metric. Read leniently where a
// field of the config is bad (it falls back and is named), strictly everywhere else. Not the weights (safetensors).

import * as v from 'valibot';
import { parseRunConfig, runConfigSchema } from '../catalog/run-config';
import { RetortError } from '../lib/errors';
import { armSchema } from '../protocol/training';
import { evaluationOfAnyVersion } from './older-versions';
import { correctionSchema, learntSchema } from '../protocol/correction';
import { reportSchema } from '../protocol/report';

export const RUN_STATUSES = ['running', 'done', 'stopped', 'failed', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_FORMAT = 'retort-run/1';

/** Characters of a run's name. */
export const MOST_NAME = 80;

const column = v.array(v.number());

/** Columns of equal length, a row per point: the mean of the steps since the row before of the same arm. */
const seriesSchema = v.pipe(
  v.object({
    arm: v.array(armSchema),
    step: column,
    loss: column,
    /** From the arm's first step on: tokens or rows that carried loss, and milliseconds; runs of before do not say it. */
    tokens: v.optional(column),
    ms: v.optional(column),
    /** By the ids of the method's terms, soft ones already times T²; null where the arm does not have it. */
    terms: v.record(v.string(), v.array(v.nullable(v.number()))),
  }),
  v.check(
    ({ arm, step, loss, tokens = step, ms = step, terms }) =>
      [step, loss, tokens, ms, ...Object.values(terms)].every((c) => c.length === arm.length),
    'columns differ in length',
  ),
);

/** In a file each term is a column beside the others, as it always was. */
const seriesOfFile = v.pipe(
  v.looseObject({}),
  v.transform(({ arm, step, loss, tokens, ms, ...terms }) => ({
    ...{ arm, step, loss, terms },
    ...(tokens !== undefined && { tokens }),
    ...(ms !== undefined && { ms }),
  })),
  seriesSchema,
);

/** A place on the curves where a control was moved. */
const markSchema = v.object({
  step: v.number(),
  /** By its name in the config. */
  field: v.string(),
  value: v.number(),
  /** "T = 6" */
  text: v.string(),
  /** Whether the run did it by itself, as its settings told it to. */
  itself: v.optional(v.boolean()),
  /** Milliseconds since the epoch. */
  at: v.number(),
});
export type Mark = v.InferOutput<typeof markSchema>;

/** What came out of a run; each part can be read without the others. */
export const outcomeSchemas = {
  series: seriesSchema,
  evaluations: v.array(evaluationOfAnyVersion),
  marks: v.array(markSchema),
  /** How many weights; unknown where nothing was prepared. */
  parameters: v.object({ student: v.number(), teacher: v.number() }),
  report: reportSchema,
  /** Turns of the chat that its student learnt as they were put right, and what came of those that it learnt after its end. */
  corrections: v.object({ list: v.array(correctionSchema), learnt: v.optional(learntSchema) }),
} as const;

const runFileSchema = v.object({
  format: v.literal(RUN_FORMAT),
  config: runConfigSchema,
  /** That the person gave it. */
  name: v.optional(v.pipe(v.string(), v.maxLength(MOST_NAME))),
  environment: v.object({
    backend: v.string(),
    adapter: v.string(),
    threads: v.number(),
    userAgent: v.string(),
    version: v.string(),
  }),
  series: seriesOfFile,
  evaluations: outcomeSchemas.evaluations,
  marks: v.optional(outcomeSchemas.marks),
  parameters: v.optional(outcomeSchemas.parameters),
  /** Of a run that came to its last step. */
  report: v.optional(outcomeSchemas.report),
  corrections: v.optional(outcomeSchemas.corrections),
  summary: v.object({
    status: v.picklist(RUN_STATUSES),
    /** ISO 8601. */
    startedAt: v.pipe(v.string(), v.isoTimestamp()),
    step: v.number(),
    /** The last evaluation of each arm. */
    final: v.array(evaluationOfAnyVersion),
  }),
});
export type RunFile = v.InferOutput<typeof runFileSchema>;
export type RunSeries = RunFile['series'];

/** A check as files have always had it: each figure a field of its own, "decoded" the dialogues written. */
const flat = ({ arm, step, n, figures, written }: RunFile['evaluations'][number]) => ({
  arm,
  step,
  n,
  ...figures,
  ...(written !== undefined && { decoded: written }),
});

/** The text of a run file. Terms and figures are columns and fields by their ids, so that readers of this format stay right. */
export function serialiseRunFile(run: RunFile): string {
  const { series, evaluations, summary } = run;
  const { terms, ...columns } = series;
  const file = {
    ...run,
    series: { ...columns, ...terms },
    evaluations: evaluations.map(flat),
    summary: { ...summary, final: summary.final.map(flat) },
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads a run file. Throws RetortError('file-shape') where it is none; bad fields of its config are named instead. */
export function parseRunFile(text: string): { run: RunFile; rejected: string[] } {
  const wrong = (why: string): RetortError =>
    new RetortError(
      'file-shape',
      `This is not a run file of Retort (${why}). Choose one that "Export run" saved.`,
    );
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw wrong('it is not JSON, perhaps cut off');
  }
  if (typeof parsed !== 'object' || parsed === null || !('config' in parsed)) throw wrong('it has no config');
  const { config, rejected } = parseRunConfig(parsed.config);
  const result = v.safeParse(runFileSchema, { ...parsed, config });
  if (!result.success) {
    const issue = result.issues[0];
    throw wrong(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  return { run: result.output, rejected };
}
