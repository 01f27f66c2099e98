// The results of a class put together: codes sorted out by why they count or not, and what those that count show. Numbers and codes; the
// interface has the words. Of seeds each pupil brings pairs, so that the student is compared with a rival on the same seed (Student's t, as in
// a race); of arms each run stands alone (Welch's interval). Cells are means with intervals, and the best of many flatters itself.

import type { Arm, Racer, Rival } from '../catalog/arms';
import { mainFigures } from '../catalog/catalog';
import type { FigureId } from '../catalog/figures';
import { meanDifference } from '../lib/mean-difference';
import { type Interval, meanInterval } from '../lib/t-interval';
import type { Report } from '../protocol/report';
import { type ClassResult, type CodeProblem, codesIn, fromCode } from '../storage/class-code';
import { cellsOf, type ClassStudy, MOST_NUMBER, type Part, partOf } from '../storage/class-study';
import { cellValues } from '../storage/study';
import { DIFFERENCE, type Outcome, outcomeOf, SHARE } from './verdict';

export { fingerprintOf, fingerprintText, fromCode } from '../storage/class-code';
export {
  canDeal,
  type ClassLinkProblem,
  type ClassStudy,
  type Deal,
  DEALS,
  fromClassHash,
  LEAST_PUPILS,
  MOST_NUMBER,
  MOST_PUPILS,
  type Part,
  partOf,
} from '../storage/class-study';

/** Why a code does not count. */
export type Refusal = CodeProblem | 'other-study' | 'unfit';

/** What became of codes that were brought. */
export interface Sorted {
  /** All that count now, as they are written. */
  codes: string[];
  added: number;
  /** Brought before, or twice. */
  twice: string[];
  /** Another result of a number that has one, which stays. */
  clashes: { code: string; number: number }[];
  refused: { code: string; why: Refusal }[];
}

/** How many figures the code of a part has. */
const figuresOf = (study: ClassStudy, { arms }: Part): number =>
  arms.length * mainFigures(study.base.task).length;

/** One pupil's figures as the code carries them: by figure, then by arm. */
export const figuresOfReport = (study: ClassStudy, part: Part, report: Report): (number | null)[] =>
  mainFigures(study.base.task).flatMap((figure) =>
    part.arms.map((id) => {
      const { value } = report.arms.find(({ arm }) => arm === id)?.figures[figure] ?? {};
      return value === undefined || Number.isNaN(value) ? null : value;
    }),
  );

/** Sorts out what a text holds. @param known codes that count already. */
export function sortCodes(
  study: ClassStudy,
  fingerprint: number,
  known: readonly string[],
  text: string,
): Sorted {
  const taken = new Map<number, string>();
  for (const code of known) {
    const read = fromCode(code);
    if (typeof read !== 'string') taken.set(read.number, read.code);
  }
  const sorted: Sorted = { codes: [...known], added: 0, twice: [], clashes: [], refused: [] };
  for (const found of codesIn(text)) {
    const read = fromCode(found);
    const why = typeof read === 'string' ? read : refusalOf(study, fingerprint, read);
    if (typeof read === 'string' || why) {
      sorted.refused.push({ code: typeof read === 'string' ? found : read.code, why: why ?? 'mistyped' });
      continue;
    }
    const { code, number } = read;
    const there = taken.get(number);
    if (there === code) sorted.twice.push(code);
    else if (there !== undefined) sorted.clashes.push({ code, number });
    else {
      taken.set(number, code);
      sorted.codes.push(code);
      sorted.added++;
    }
  }
  return sorted;
}

function refusalOf(study: ClassStudy, fingerprint: number, result: ClassResult): Refusal | null {
  if (result.fingerprint !== fingerprint) return 'other-study';
  if (result.number < 1 || result.number > MOST_NUMBER) return 'unfit';
  return result.figures.length === figuresOf(study, partOf(study, result.number)) ? null : 'unfit';
}

/** What is compared: an arm, or a cell of a sweep. */
export interface Group {
  arm: Arm;
  /** Of cells: the value of each axis. */
  values: readonly (string | number)[];
  /** One a pupil, with the part's number. */
  runs: readonly { number: number; share: number }[];
  /** NaN ends where there is one run; all NaN where there is none. */
  interval: Interval;
}

export interface ClassComparison extends Interval {
  rival: Rival;
  outcome: Exclude<Outcome, 'one-seed'>;
  /** Pairs of runs, or of arms the runs of the student and of the rival. */
  runs: readonly number[];
}

export interface ClassOutcome {
  figure: FigureId;
  groups: Group[];
  /** Of the student with each rival; those that have two runs or more of either. */
  comparisons: ClassComparison[];
}

export interface ClassSummary {
  results: number;
  /** Numbers that are waited for, in order. */
  missing: number[];
  /** One for each main figure of the task, the one that decides first. */
  outcomes: ClassOutcome[];
}

interface Run {
  number: number;
  arm: Part['arms'][number];
  cell: number | null;
  share: number;
}

/** What the codes that count show. @param codes of this study, as sortCodes gives them. */
export function summaryOf(study: ClassStudy, codes: readonly string[]): ClassSummary {
  const results = codes.map(fromCode).filter((read) => typeof read !== 'string');
  const came = new Set(results.map(({ number }) => number));
  const all = Array.from({ length: study.pupils }, (_, i) => i + 1);
  return {
    results: results.length,
    missing: all.filter((number) => !came.has(number)),
    outcomes: mainFigures(study.base.task).map((figure, i) =>
      outcomeOfRuns(study, figure, runsOf(study, results, i)),
    ),
  };
}

/** @param at the place of the figure among those that codes carry. */
const runsOf = (study: ClassStudy, results: readonly ClassResult[], at: number): Run[] =>
  results.flatMap(({ number, figures }) => {
    const { arms, cell } = partOf(study, number);
    return arms.flatMap((arm, k): Run[] => {
      const share = figures[at * arms.length + k] ?? null;
      return share === null ? [] : [{ number, arm, cell, share }];
    });
  });

function outcomeOfRuns(study: ClassStudy, figure: FigureId, runs: readonly Run[]): ClassOutcome {
  const group = (arm: Arm, mine: readonly Run[], values: Group['values'] = []): Group => ({
    arm,
    values,
    runs: mine.map(({ number, share }) => ({ number, share })),
    interval: meanInterval(
      mine.map(({ share }) => share),
      SHARE,
    ),
  });
  const of = (arm: Arm): Run[] => runs.filter((run) => run.arm === arm);
  if (study.deal === 'cells') {
    const cells = Array.from({ length: cellsOf(study.axes) }, (_, cell) => cell);
    const groups = cells.map((cell) =>
      group(
        'student',
        runs.filter((run) => run.cell === cell),
        cellValues(study, cell),
      ),
    );
    return { figure, groups, comparisons: [] };
  }
  const shown: readonly (Racer | 'teacher')[] =
    study.deal === 'seeds' ? ['teacher', ...study.arms] : study.arms;
  const rivals = study.arms.includes('student')
    ? study.arms.filter((arm): arm is Rival => arm !== 'student')
    : [];
  const compare = study.deal === 'seeds' ? inPairs : apart;
  return {
    figure,
    groups: shown.map((arm) => group(arm, of(arm))),
    comparisons: rivals.flatMap((rival) => compare(rival, of('student'), of(rival))),
  };
}

/** The student less the rival that trained beside it. */
function inPairs(rival: Rival, student: readonly Run[], other: readonly Run[]): ClassComparison[] {
  const shares = new Map(other.map(({ number, share }) => [number, share]));
  const differences = student.flatMap(({ number, share }) => {
    const beside = shares.get(number);
    return beside === undefined ? [] : [share - beside];
  });
  if (differences.length < 2) return [];
  const interval = meanInterval(differences, DIFFERENCE);
  return [{ rival, ...interval, outcome: outcomeOf(interval), runs: [differences.length] }];
}

/** The student's runs against other runs of the rival. */
function apart(rival: Rival, student: readonly Run[], other: readonly Run[]): ClassComparison[] {
  if (student.length < 2 || other.length < 2) return [];
  const sharesOf = (runs: readonly Run[]) => runs.map(({ share }) => share);
  const interval = meanDifference(sharesOf(student), sharesOf(other), DIFFERENCE);
  return [{ rival, ...interval, outcome: outcomeOf(interval), runs: [student.length, other.length] }];
}
