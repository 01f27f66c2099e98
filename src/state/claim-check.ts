// A claim held against a replay. Where the same arithmetic is at work, nothing but equality counts; elsewhere the claimed value must
// lie within the 95 % interval of the replay's own.

import type { Arm } from '../catalog/arms';
import type { FigureId } from '../catalog/figures';
import type { Estimate } from '../protocol/report';
import { arithmeticOf, type Claim } from '../storage/claim';
import type { RunSeries } from '../storage/run-file';
import type { RunRecord } from '../storage/run-record';

/** They give the same bits again for the same program, whatever the number of threads; GPUs add in an order of their own. */
const DETERMINISTIC: readonly Claim['backend'][] = ['wasm', 'cpu'];
export const isDeterministic = ({ backend }: Pick<Claim, 'backend'>): boolean =>
  DETERMINISTIC.includes(backend);

/** One figure of both; null where one of them lacks it. */
export interface Held {
  figure: FigureId;
  arm: Arm;
  rival: Arm | null;
  claimed: number | null;
  found: number | null;
}

export interface Outcome {
  confirmed: boolean;
  /** 'equal': only the same bits confirm it; 'interval': a value within the replay's 95 % interval does. */
  rule: 'equal' | 'interval';
  /** What the claim says first, with the replay's interval. */
  found: Estimate;
  /** The claim's own figure first, then all others that are known of both. */
  figures: readonly Held[];
  /** Of the student; null where one of them is unknown. */
  sameWeights: boolean | null;
  /** The first step at which the curves differ, Infinity where they are the same; null where only a link is known. */
  curvesDifferAt: number | null;
  /** Whether all that is known is the same to its last digit. */
  bitForBit: boolean;
}

/** @param original the run that made the claim, where it is at hand. Null where the replay has no such figure. */
export function holdAgainst(
  claim: Claim,
  again: Pick<RunRecord, 'report' | 'series' | 'environment'>,
  original: Pick<RunRecord, 'report' | 'series'> | null = null,
): Outcome | null {
  const { figure, arm, rival, value } = claim;
  const found = estimateOf(again, claim);
  if (!found) return null;
  const own: Held = { figure, arm, rival, claimed: value, found: found.value };
  const figures = [own, ...otherFigures(claim, original, again)];
  const weights = again.report?.arms.find((one) => one.arm === arm)?.weights;
  const sameWeights = claim.weights && weights ? claim.weights === weights : null;
  const curvesDifferAt = original && firstDifference(original.series, again.series);
  const bitForBit =
    figures.every(({ claimed, found }) => claimed === found) &&
    sameWeights !== false &&
    (curvesDifferAt ?? Infinity) === Infinity;
  const rule =
    isDeterministic(claim) && arithmeticOf(again.environment) === claim.arithmetic ? 'equal' : 'interval';
  const within = found.low <= value && value <= found.high;
  const confirmed = bitForBit || (rule === 'interval' && within);
  return { confirmed, rule, found, figures, sameWeights, curvesDifferAt, bitForBit };
}

function estimateOf(
  { report }: Pick<RunRecord, 'report'>,
  { figure, arm, rival }: Pick<Held, 'figure' | 'arm' | 'rival'>,
): Estimate | undefined {
  const of = rival
    ? report?.gains.find((gain) => gain.rival === rival)
    : report?.arms.find((one) => one.arm === arm);
  return of?.figures[figure];
}

/** All figures of the original's arms but the claim's own. */
function otherFigures(
  claim: Claim,
  original: Pick<RunRecord, 'report'> | null,
  again: Pick<RunRecord, 'report'>,
): Held[] {
  return (original?.report?.arms ?? []).flatMap(({ arm, figures }) =>
    Object.entries(figures).flatMap(([id, { value }]) => {
      const held = { figure: id as FigureId, arm, rival: null };
      if (!claim.rival && claim.figure === id && claim.arm === arm) return [];
      return [{ ...held, claimed: value, found: estimateOf(again, held)?.value ?? null }];
    }),
  );
}

/** The first step of a row that is not the same to the last digit, the time that it took aside; Infinity where there is none. */
function firstDifference(a: RunSeries, b: RunSeries): number {
  const columns = (series: RunSeries) => [
    series.arm,
    series.step,
    series.loss,
    ...Object.entries(series.terms)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([, column]) => column),
  ];
  const [mine, theirs] = [columns(a), columns(b)];
  const rows = Math.max(a.arm.length, b.arm.length);
  for (let i = 0; i < rows; i++) {
    if (mine.length === theirs.length && mine.every((column, k) => column[i] === theirs[k]![i])) continue;
    return Math.min(a.step[i] ?? Infinity, b.step[i] ?? Infinity);
  }
  return Infinity;
}
