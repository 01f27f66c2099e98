// The run file, "retort-run/1": what was run, on what, what came out. JSON, one column per metric. Read leniently where a
// field of the config is bad (it falls back and is named), strictly everywhere else. Not the weights (safetensors).

import * as v from 'valibot';
import { ARMS } from '../catalog/arms';
import { parseRunConfig, runConfigSchema } from '../catalog/run-config';
import { RetortError } from '../lib/errors';
import { evaluationSchema } from '../protocol/messages';
import { reportSchema } from '../protocol/report';

export const RUN_STATUSES = ['running', 'done', 'stopped', 'failed', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_FORMAT = 'retort-run/1';

const column = v.array(v.number());

/** Columns of equal length, a row per point: the mean of the steps since the row before of the same arm. */
const seriesSchema = v.pipe(
  v.object({
    arm: v.array(v.picklist(ARMS)),
    step: column,
    loss: column,
    ce: column,
    /** Already times T². */
    kl: column,
  }),
  v.check(
    (s) => [s.step, s.loss, s.ce, s.kl].every((c) => c.length === s.arm.length),
    'columns differ in length',
  ),
);

const runFileSchema = v.object({
  format: v.literal(RUN_FORMAT),
  config: runConfigSchema,
  environment: v.object({
    backend: v.string(),
    adapter: v.string(),
    threads: v.number(),
    userAgent: v.string(),
    version: v.string(),
  }),
  series: seriesSchema,
  evaluations: v.array(evaluationSchema),
  /** Of a run that came to its last step. */
  report: v.optional(reportSchema),
  summary: v.object({
    status: v.picklist(RUN_STATUSES),
    /** ISO 8601. */
    startedAt: v.string(),
    step: v.number(),
    /** The last evaluation of each arm. */
    final: v.array(evaluationSchema),
  }),
});
export type RunFile = v.InferOutput<typeof runFileSchema>;
export type RunSeries = RunFile['series'];

/** The last evaluation of each arm. */
export function finalEvaluations(evaluations: RunFile['evaluations']): RunFile['evaluations'] {
  return [...new Map(evaluations.map((evaluation) => [evaluation.arm, evaluation])).values()];
}

export function serialiseRunFile(run: RunFile): string {
  return `${JSON.stringify(run, null, 1)}\n`;
}

/** Reads a run file. Throws RetortError('config-invalid') where it is none; bad fields of its config are named instead. */
export function parseRunFile(text: string): { run: RunFile; rejected: string[] } {
  const wrong = (why: string): RetortError =>
    new RetortError(
      'config-invalid',
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
