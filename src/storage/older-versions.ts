// What earlier versions wrote, in today's form: checks with a field a figure, curves with a column a term, teachers that were kept.
// Used by the migration of the database and by whoever reads run files; never edited but to add a version.

import * as v from 'valibot';
import type { ModelCard } from '../protocol/model-card';
import { armSchema, evaluationSchema } from '../protocol/training';

/** A check of any version: `accuracy` and the others were fields once, `decoded` was what `written` is. */
export const evaluationOfAnyVersion = v.pipe(
  v.looseObject({ arm: armSchema, step: v.number(), n: v.optional(v.number(), 0) }),
  v.transform(({ arm, step, n, figures, written, decoded, ...flat }) =>
    figures === undefined
      ? { arm, step, n, figures: flat, ...(decoded !== undefined && { written: decoded }) }
      : { arm, step, n, figures, ...(written !== undefined && { written }) },
  ),
  evaluationSchema,
);

/** A stored run whose checks or curves are flat, in today's form; any other as it is. */
export function recordOfFlatFigures(record: unknown): unknown {
  const found = v.safeParse(
    v.looseObject({
      evaluations: v.array(evaluationOfAnyVersion),
      series: v.looseObject({ arm: v.unknown(), step: v.unknown(), loss: v.unknown() }),
    }),
    record,
  );
  if (!found.success) return record;
  const { arm, step, loss, terms, ...columns } = found.output.series;
  return { ...found.output, series: { arm, step, loss, terms: terms ?? columns } };
}

/** A kept teacher of intents as a model. */
export function cardOfTeacher(teacher: unknown): ModelCard {
  const { id, name, createdAt, labels, parameters, textSet, accuracy } = v.parse(
    v.object({
      id: v.string(),
      name: v.string(),
      createdAt: v.number(),
      labels: v.number(),
      parameters: v.number(),
      textSet: v.string(),
      accuracy: v.nullable(v.number()),
    }),
    teacher,
  );
  return {
    id,
    name,
    createdAt,
    task: 'intents',
    origin: 'trained',
    parameters,
    labels,
    dataSet: textSet,
    teacher: null,
    method: null,
    run: null,
    kept: true,
    figures: accuracy === null ? {} : { accuracy },
    bytes: 0,
    vocabulary: null,
    note: '',
    tags: [],
    terms: '',
  };
}

/** A stored card that does not say how large its model is, with what the content says. */
export function cardWithSize(card: ModelCard, content: unknown): ModelCard {
  const found = v.safeParse(
    v.object({
      network: v.object({ config: v.object({ vocab_size: v.nullish(v.number(), null) }) }),
      weights: v.instance(ArrayBuffer),
    }),
    content,
  );
  const size = found.success
    ? { bytes: found.output.weights.byteLength, vocabulary: found.output.network.config.vocab_size }
    : { bytes: 0, vocabulary: null };
  return { ...card, ...size, note: '', tags: [] };
}
