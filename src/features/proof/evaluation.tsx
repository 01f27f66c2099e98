// "Evaluation": the full report of the last run that came to its end, or of a stored run that was asked for.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arm } from '../../catalog/arms';
import { figures } from '../../catalog/figures';
import { subjectOf } from '../../catalog/run-config';
import { formatBytes, formatCompact, formatNumber, formatTime } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useProof, useTraining } from '../../state/hooks';
import type { Report } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { Classes } from './classes';
import { Confusion } from './confusion';
import { Estimated } from './estimate';
import { Reliability } from './reliability';

export function Evaluation() {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const last = useTraining((state) => state.report);
  const opened = useProof((state) => state.opened);
  const [wanted, setWanted] = useState<Arm>('student');
  const shown = opened ?? last;
  if (!shown) return <p className="soft">{t('proof.noReport')}</p>;
  const { config, report } = shown;
  const { step, rows } = report;
  const about = { step, labelled: rows.labelled, rows: rows.total, seed: config.seed };
  const arm = report.arms.find((entry) => entry.arm === wanted) ?? report.arms[0]!;
  return (
    <div className="proof__body">
      <div className="proof__which">
        <p className="soft">
          {opened
            ? t('proof.reportOfRun', {
                ...about,
                name: `${localised(subjectOf(config)!.label)}, ${formatTime(locale, opened.startedAt)}`,
              })
            : t('proof.reportOf', about)}
        </p>
        {opened && last && (
          <Button small onClick={actions.closeReport}>
            {t('proof.showLast')}
          </Button>
        )}
      </div>
      <FiguresTable report={report} />
      <CostTable report={report} task={config.task} />
      {report.classes && arm.confusion && (
        <>
          <Segmented
            label={t('proof.model')}
            value={arm.arm}
            segments={report.arms.map((entry) => ({
              value: entry.arm,
              label: t(`speaker.${entry.arm}`),
              mark: <ArmMark arm={entry.arm} />,
            }))}
            onChange={setWanted}
          />
          <div className="proof__pictures">
            <Confusion classes={report.classes} counts={arm.confusion} />
            {arm.reliability && <Reliability arm={arm.arm} bins={arm.reliability} />}
          </div>
          {arm.perClass && <Classes classes={report.classes} figures={arm.perClass} />}
        </>
      )}
    </div>
  );
}

function FiguresTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const rows = figures.filter(({ id }) => report.arms.some((arm) => arm.figures[id]));
  return (
    <div className="table" role="region" aria-label={t('proof.figures')} tabIndex={0}>
      <table>
        <caption>{t('proof.figuresHelp')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('proof.figure')}</th>
            <th scope="col">n</th>
            {report.arms.map(({ arm }) => (
              <th key={arm} scope="col">
                <ArmMark arm={arm} /> {t(`speaker.${arm}`)}
              </th>
            ))}
            {report.gains.map(({ rival }) => (
              <th key={rival} scope="col">
                {t('proof.over', { who: t(`speaker.${rival}`) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, help, unit }) => (
            <tr key={id}>
              <th scope="row" title={localised(help)}>
                {localised(label)}
              </th>
              <td>{formatNumber(locale, report.arms.find((arm) => arm.figures[id])!.figures[id]!.n, 7)}</td>
              {report.arms.map(({ arm, figures }) => (
                <td key={arm}>
                  <Estimated estimate={figures[id]} unit={unit} />
                </td>
              ))}
              {report.gains.map(({ rival, figures }) => (
                <td key={rival}>
                  <Estimated estimate={figures[id]} unit={unit} signed />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Teacher against student; the rivals are the student's network. */
function CostTable({ report, task }: { report: Report; task: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const unit = t(`proof.unit.${task === 'agent' ? 'token' : task === 'intents' ? 'sentence' : 'point'}`);
  const shown = report.arms.filter(({ arm }) => arm === 'teacher' || arm === 'student');
  const times = (of: (arm: Report['arms'][number]) => number): string => {
    const [teacher, student] = shown.map(of);
    return teacher && student ? `${formatNumber(locale, teacher / student, 2)} ×` : '–';
  };
  const rows: [string, (arm: Report['arms'][number]) => number, (value: number) => string][] = [
    [t('proof.parameters'), ({ cost }) => cost.parameters, (value) => formatCompact(locale, value)],
    [t('proof.bytes'), ({ cost }) => cost.bytes, (value) => formatBytes(locale, value)],
    [
      t('proof.flops', { unit: task === 'intents' ? t('proof.unit.token') : unit }),
      ({ cost }) => cost.flopsForward,
      (value) => formatCompact(locale, value),
    ],
    [t('proof.ms', { unit }), ({ ms }) => ms, (value) => formatNumber(locale, value)],
  ];
  return (
    <div className="table" role="region" aria-label={t('proof.cost')} tabIndex={0}>
      <table>
        <caption>{t('proof.cost')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('proof.figure')}</th>
            {shown.map(({ arm }) => (
              <th key={arm} scope="col">
                <ArmMark arm={arm} /> {t(`speaker.${arm}`)}
              </th>
            ))}
            <th scope="col">{t('proof.ratio')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, of, format]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {shown.map((arm) => (
                <td key={arm.arm}>{format(of(arm))}</td>
              ))}
              <td>{times(of)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
