// What the training is doing, in figures (role=status). What is being prepared and what one can do now: phase-line.tsx.

import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { formatBytes, formatDuration, formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useEngine, useExperiment, useTraining } from '../../state/hooks';
import { BACKEND_NAMES } from '../../ui/backend-words';
import './status-line.css';

const NOTHING = '–';

export function StatusLine() {
  const { t } = useTranslation();
  const locale = useLocale();
  const report = useEngine((state) => state.report);
  const planned = useExperiment((state) => state.config.steps);
  const task = useExperiment((state) => state.config.task);
  const { step, steps, speed, bytes, phase, config } = useTraining((state) => state);
  const number = (value: number) => (value > 0 ? formatNumber(locale, value) : NOTHING);
  const measured = report?.measured
    ?.map(({ id, ms }) => `${BACKEND_NAMES[id]} ${formatNumber(locale, ms, 2)} ms`)
    .join(', ');
  return (
    // figures change several times a second: a screen reader says them when asked; the line below announces the phases
    <div role="status" aria-live="off" className="status">
      <Figure
        name={t('training.backend')}
        value={report ? report.id.toUpperCase() : NOTHING}
        {...(measured && { more: t('training.measured', { figures: measured }) })}
      />
      <Figure
        name={t('training.step')}
        value={formatNumber(locale, step, 7)}
        more={t('training.ofSteps', { steps: formatNumber(locale, steps || planned, 7) })}
      />
      <Figure name={t('training.stepsPerSecond')} value={number(speed.stepsPerSecond)} />
      <Figure
        name={t(
          readsOf(config?.task ?? task) === 'dialogues'
            ? 'training.tokensPerSecond'
            : 'training.rowsPerSecond',
        )}
        value={number(speed.tokensPerSecond)}
      />
      <Figure
        name={t('training.timeLeft')}
        value={
          phase === 'running' && speed.secondsLeft !== null
            ? formatDuration(locale, speed.secondsLeft)
            : NOTHING
        }
      />
      <Figure name={t('training.memory')} value={bytes > 0 ? formatBytes(locale, bytes) : NOTHING} />
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  more?: string;
}

function Figure({ name, value, more }: FigureProps) {
  return (
    <p className="status__figure">
      <span className="status__name">{name}</span>{' '}
      <span className="status__value">
        {value} {more && <small className="soft">{more}</small>}
      </span>
    </p>
  );
}
