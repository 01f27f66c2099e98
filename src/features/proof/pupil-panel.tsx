// "Class", a pupil's end of it: a number is taken, its part run, and what comes of it said as a code to hand in.

import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { mainFigures } from '../../catalog/catalog';
import { figureOf } from '../../catalog/figures';
import { useLocalised } from '../../i18n/use-localised';
import { type ClassStudy, fromClassHash, fromCode, MOST_NUMBER, partOf } from '../../state/class-results';
import { actions, useClass, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Button, IconButton } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { NumberField } from '../../ui/number-field';
import { Panel } from '../../ui/panel';
import { ProgressBar } from '../../ui/progress-bar';
import './class.css';
import { useFigureFormat } from './estimate';
import { usePartWords } from './part-words';
import { useExperimentWords } from './setting-words';

const QrCode = lazy(() => import('../../ui/qr-code'));

export default function PupilPanel() {
  const { t } = useTranslation(['translation', 'class']);
  const link = useClass((state) => state.link);
  useEffect(() => void actions.openPart(), [link]);
  const study = useMemo(() => (link === null ? 'broken' : fromClassHash(link)), [link]);
  return (
    <Panel
      title={t('class:title')}
      aside={<IconButton icon="close" label={t('class:close')} onClick={() => actions.closePart()} />}
      className="pupil"
    >
      {typeof study === 'string' ? <p>{t(`class:problem.${study}`)}</p> : <DealtPart study={study} />}
    </Panel>
  );
}

function DealtPart({ study }: { study: ClassStudy }) {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const { number, status, code } = useClass((state) => state);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const words = useExperimentWords();
  const partWords = usePartWords();
  const part = useMemo(() => (number === null ? null : partOf(study, number)), [study, number]);
  const running = status === 'running';
  return (
    <>
      <p className="pupil__study">{words(study.base)}</p>
      <p className="soft">
        {t('class:study', { count: study.pupils })} {t(`class:kind.${study.deal}`)}
      </p>
      <div className="proof__setup">
        <NumberField
          label={t('class:number')}
          value={number}
          min={1}
          max={MOST_NUMBER}
          step={1}
          disabled={running}
          help={t('class:numberHelp')}
          helpLabel={t('experiment.about', { name: t('class:number') })}
          onChange={(chosen) => actions.takePart(chosen)}
        />
        <Button look="quiet" disabled={running} onClick={() => actions.takePart(null)}>
          {t('class:deal')}
        </Button>
      </div>
      {part ? <p>{partWords(study, part)}</p> : <p className="soft">{t('class:noNumber')}</p>}
      {running && <Running />}
      {status === 'ended' && <p>{t('class:ended')}</p>}
      {code !== null && <Result study={study} code={code} />}
      {!running && (
        <div className="class__buttons">
          <Button
            look={code === null ? 'primary' : 'quiet'}
            disabled={busy || part === null}
            onClick={() => actions.runPart()}
          >
            {code === null ? t('class:run') : t('class:again')}
          </Button>
          {busy && <span className="soft">{t('class:busy')}</span>}
        </div>
      )}
      <p className="class__buttons">
        <Button look="quiet" small title={t('class:collectHelp')} onClick={() => actions.collectClass()}>
          {t('class:collect')}
        </Button>
      </p>
    </>
  );
}

function Running() {
  const { t } = useTranslation(['translation', 'class']);
  const step = useTraining((state) => state.step);
  const steps = useTraining((state) => state.steps);
  return (
    <>
      <ProgressBar label={t('class:running')} done={step} total={steps} text={`${step} / ${steps}`} />
      <Button small onClick={() => actions.stop()}>
        {t('class:cancel')}
      </Button>
    </>
  );
}

function Result({ study, code }: { study: ClassStudy; code: string }) {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const localised = useLocalised();
  const { format } = useFigureFormat();
  const read = fromCode(code);
  if (typeof read === 'string') return null;
  const { arms } = partOf(study, read.number);
  return (
    <section className="pupil__result" aria-label={t('class:done')}>
      <div className="pupil__said">
        <h3>{t('class:done')}</h3>
        {mainFigures(study.base.task).map((id, i) => {
          const { label, unit } = figureOf(id);
          return (
            <p key={id} className="pupil__figures">
              {localised(label)}:{' '}
              {arms.map((arm, k) => {
                const share = read.figures[i * arms.length + k] ?? null;
                return (
                  <span key={arm}>
                    <ArmMark arm={arm} /> {t(`speaker.${arm}`)} {share === null ? '–' : format(share, unit)}
                  </span>
                );
              })}
            </p>
          );
        })}
        <div role="group" aria-label={t('class:code')} className="pupil__code">
          <code className="class__code">{code}</code>
        </div>
        <p className="help-text">{t('class:codeHelp')}</p>
        <div className="class__buttons">
          <CopyButton
            look="primary"
            content={() => code}
            text={t('class:copyCode')}
            copied={t('class:codeCopied')}
            failed={t('class:copyFailed')}
          />
          <Button onClick={() => actions.savePart()}>{t('class:saveCode')}</Button>
        </div>
      </div>
      <div className="pupil__qr">
        <Suspense>
          <QrCode text={code} label={t('class:qrOfCode')} />
        </Suspense>
      </div>
    </section>
  );
}
