// A claim: what a run says came out of it, with all that it takes to run it again and hold one against the other. A link carries it
// beside the experiment: #task=…&claim=accuracy_student_baseline_0.064&ran=wasm_1x9k2p_0123456789abcdef.

import * as v from 'valibot';
import { ARMS } from '../catalog/arms';
import { mainFigure } from '../catalog/catalog';
import { figures } from '../catalog/figures';
import { BUILT_IN_SET, isTeacherOfOwn, parseRunConfig, type RunConfig } from '../catalog/run-config';
import { teachersOf } from '../catalog/teachers';
import { hashString } from '../lib/rng';
import type { RunFile } from './run-file';
import { isReplayable, type RunRecord } from './run-record';
import { fromHash, toHash } from './share-link';

const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

const saidSchema = v.object({
  /** What is claimed of the arm, at the end: a figure of the report, or how far it is above a rival's. */
  figure: v.picklist(figures.map(({ id }) => id)),
  arm: v.picklist(ARMS),
  rival: v.nullable(v.picklist(ARMS)),
  value: v.pipe(v.number(), v.finite()),
  backend: v.picklist(BACKENDS),
  /** Of backend, browser and version: the same one rounds in the same way. */
  arithmetic: v.pipe(v.string(), v.regex(/^[0-9a-z]{1,7}$/)),
  /** Digest of the student's weights; null where the page was not served securely. */
  weights: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
});

export interface Claim extends v.InferOutput<typeof saidSchema> {
  config: RunConfig;
}

export const arithmeticOf = ({
  backend,
  userAgent,
  version,
}: Pick<RunFile['environment'], 'backend' | 'userAgent' | 'version'>): string =>
  hashString([backend, version, userAgent].join('\n')).toString(36);

/** What a run claims by its report: the figure that decides a race of its task, over the baseline where there is one. Null where it cannot run again. */
export function claimOf(run: Pick<RunRecord, 'config' | 'report' | 'marks' | 'environment'>): Claim | null {
  const { report, environment } = run;
  if (!report || !isReplayable(run)) return null;
  const { config } = parseRunConfig(run.config); // stored by an older version of the page, perhaps
  const figure = mainFigure(config.task);
  const student = report.arms.find(({ arm }) => arm === 'student');
  const gain = report.gains.find(({ rival }) => rival === 'baseline')?.figures[figure];
  const said = v.safeParse(saidSchema, {
    figure,
    arm: 'student',
    rival: gain ? 'baseline' : null,
    value: (gain ?? student?.figures[figure])?.value,
    backend: environment.backend,
    arithmetic: arithmeticOf(environment),
    weights: student?.weights ?? null,
  });
  return said.success ? { config, ...said.output } : null;
}

/** Whether a link can hold the experiment: data and teachers of the person's own cannot travel. */
export const canTravel = ({ config }: Claim): boolean =>
  config.textSet === BUILT_IN_SET && teachersOf(config).every(({ teacher }) => !isTeacherOfOwn(teacher));

/** "#task=…&claim=…&ran=…" */
export function toClaimHash(claim: Claim): string {
  const { config, figure, arm, rival, value, backend, arithmetic, weights } = claim;
  const said = [figure, arm, rival ?? '', value].join('_');
  const ran = [backend, arithmetic, weights ?? ''].join('_');
  return `${toHash(config)}&${new URLSearchParams({ claim: said, ran }).toString()}`;
}

/** Null where a hash makes no claim that this version can read. */
export function fromClaimHash(hash: string): Claim | null {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const [figure, arm, rival, value] = (query.get('claim') ?? '').split('_');
  const [backend, arithmetic, weights] = (query.get('ran') ?? '').split('_');
  const said = v.safeParse(saidSchema, {
    figure,
    arm,
    rival: rival || null,
    value: value ? Number(value) : NaN,
    backend,
    arithmetic,
    weights: weights || null,
  });
  const { config, rejected } = fromHash(hash);
  return said.success && rejected.length === 0 ? { config, ...said.output } : null;
}
