// The offer to test every row of a small set, in folds, rather than the few that were set aside for it; and why one may want to.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_FOLDS, MOST_FOLDS, SMALL_TEST } from '../../catalog/folds';
import { finishedTeacherId } from '../../catalog/run-config';
import { teachersOf } from '../../catalog/teachers';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { wilson } from '../../lib/wilson';
import { useData, useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';

const FOLDS = [LEAST_FOLDS, 5, MOST_FOLDS];
const AS_SPLIT = '';
/** A share right, to show what so few rows say of it. */
const SAY = 0.8;

export interface Folds {
  /** Whether the experiment on the table is about few rows of one's own. */
  offered: boolean;
  /** Null: the rows set aside for the test. */
  chosen: number | null;
  /** Rows with labels, and those of them that are set aside for the test. */
  rows: number;
  test: number;
  /** Whether the teacher is one that may have learnt the rows which folds would test. */
  teacherKnows: boolean;
  choose(folds: number | null): void;
}

export function useFolds(): Folds {
  const config = useExperiment((state) => state.config);
  const { task, textSet } = config;
  const set = useData(({ sets }) => sets.find(({ id }) => id === textSet));
  const [wanted, choose] = useState<number | null>(null);
  const test = set?.rows.test ?? 0;
  const rows = set ? set.rows.train + set.rows.validation + test - set.unlabelled : 0;
  const offered = task === 'intents' && set !== undefined && test < SMALL_TEST && rows >= MOST_FOLDS;
  const teacherKnows = teachersOf(config).some(({ teacher }) => finishedTeacherId(teacher) !== null);
  return { offered, chosen: offered && !teacherKnows ? wanted : null, rows, test, teacherKnows, choose };
}

export function FoldsField({ folds: { chosen, rows, test, teacherKnows, choose } }: { folds: Folds }) {
  const { t } = useTranslation(['translation', 'proof']);
  return (
    <SelectField
      stacked
      label={t('proof:testOn')}
      value={chosen === null ? AS_SPLIT : String(chosen)}
      options={[
        { value: AS_SPLIT, label: t('proof:setAside', { count: test }) },
        ...FOLDS.map((folds) => ({
          value: String(folds),
          label: t('proof:everyRow', { rows, folds }),
          disabled: teacherKnows,
        })),
      ]}
      onChange={(value) => choose(value === AS_SPLIT ? null : Number(value))}
    />
  );
}

export function FoldsHint({ folds: { chosen, rows, test, teacherKnows } }: { folds: Folds }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const share = (value: number) => formatShare(locale, value, 0);
  const about = (n: number) => {
    const { low, high } = wilson(SAY * n, n);
    return { count: n, share: share(SAY), low: share(low), high: share(high) };
  };
  return (
    <p className="soft">
      {chosen !== null
        ? t('proof:foldsHelp', { ...about(rows), folds: chosen })
        : `${test > 0 ? t('proof:fewTested', about(test)) : t('proof:noneTested')} ${t(
            teacherKnows ? 'proof:teacherKnows' : 'proof:foldsOffer',
          )}`}
    </p>
  );
}
