// "Evaluation": the full report of the last run that came to its end, or of a stored run that was asked for.

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arm } from '../../catalog/arms';
import { subjectOf } from '../../catalog/run-config';
import { formatTime } from '../../i18n/formats';
import { withWords } from '../../i18n/i18n';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useProof, useTraining } from '../../state/hooks';
import { teacherBehind } from '../../state/teacher-behind';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { Classes } from './classes';
import { Confusion } from './confusion';
import { CostTable } from './cost-table';
import { FiguresTable } from './figures-table';
import { Reliability } from './reliability';

const TeacherBehind = lazy(() => withWords('behind', () => import('../../ui/teacher-behind')));

export function Evaluation() {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const localised = useLocalised();
  const last = useTraining((state) => state.report);
  const opened = useProof((state) => state.opened);
  const [wanted, setWanted] = useState<Arm>('student');
  const shown = opened ?? last;
  if (!shown) return null; // the panel says so
  const { config, report } = shown;
  const startedAt = opened ? opened.startedAt : last?.openedFrom;
  const { step, rows } = report;
  const about = { step, labelled: rows.labelled, rows: rows.total, seed: config.seed };
  const behind = teacherBehind(report, config.task);
  const arm = report.arms.find((entry) => entry.arm === wanted) ?? report.arms[0]!;
  return (
    <div className="proof__body">
      <div className="proof__which">
        <p className="soft">
          {startedAt !== undefined
            ? t('proof:reportOfRun', {
                ...about,
                name: `${localised(subjectOf(config)!.label)}, ${formatTime(locale, startedAt)}`,
              })
            : t('proof:reportOf', about)}
        </p>
        {opened && last && (
          <Button small onClick={actions.closeReport}>
            {t(last.openedFrom === undefined ? 'proof:showLast' : 'proof:showOpened')}
          </Button>
        )}
      </div>
      <Suspense>{behind && <TeacherBehind {...behind} />}</Suspense>
      <div className="proof__tables">
        <FiguresTable report={report} />
        <CostTable report={report} task={config.task} />
      </div>
      {(arm.reliability || (report.classes && arm.confusion)) && (
        <>
          <Segmented
            label={t('proof:model')}
            value={arm.arm}
            segments={report.arms
              .filter(({ confusion, reliability }) => confusion ?? reliability)
              .map((entry) => ({
                value: entry.arm,
                label: t(`speaker.${entry.arm}`),
                mark: <ArmMark arm={entry.arm} />,
              }))}
            onChange={setWanted}
          />
          <div className="proof__pictures">
            {report.classes && arm.confusion && <Confusion classes={report.classes} counts={arm.confusion} />}
            {arm.reliability && <Reliability arm={arm.arm} bins={arm.reliability} />}
          </div>
          {report.classes && arm.perClass && <Classes classes={report.classes} figures={arm.perClass} />}
        </>
      )}
    </div>
  );
}
