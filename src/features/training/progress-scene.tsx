// The still with its captions: who distils into whom, and how far it is.

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sizes } from '../../catalog/catalog';
import { llmOf } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { formatBytes, formatCompact, formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { useData, useExperiment, useModelNamed, useTraining } from '../../state/hooks';
import { ArmMark } from '../../ui/arm';
import { useMediaQuery } from '../../ui/use-media-query';
import { useThrottled } from '../../ui/use-throttled';
import './progress-scene.css';
import { Still } from './still';

export function ProgressScene() {
  const { t } = useTranslation();
  const locale = useLocale();
  const table = useExperiment((state) => state.config);
  const phase = useTraining((state) => state.phase);
  const step = useTraining((state) => state.step);
  const steps = useTraining((state) => state.steps);
  const running = useTraining((state) => state.config);
  const parameters = useTraining((state) => state.parameters);
  const beat = useTraining((state) => state.metricsVersion);
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)');
  const config = running ?? table;
  const total = steps || table.steps;
  const filled = total > 0 ? Math.min(1, step / total) : 0;
  const of = { step: formatNumber(locale, step, 7), steps: formatNumber(locale, total, 7) };
  return (
    <div className="scene">
      <Caption arm="teacher" size={config.teacher} parameters={parameters?.teacher}>
        <TargetCache />
      </Caption>
      <Still
        label={t('training.progressImage', of)}
        filled={filled}
        running={phase === 'running'}
        beat={calm ? 0 : beat}
        baseline={config.baseline}
        temperature={config.temperature}
        temperatureText={t('training.heat', { value: formatNumber(locale, config.temperature) })}
      />
      <Caption
        arm="student"
        size={config.student}
        parameters={parameters?.student}
        progress={step > 0 ? t('training.progressFigure', of) : undefined}
      />
    </div>
  );
}

interface CaptionProps {
  arm: 'teacher' | 'student';
  size: string;
  parameters: number | undefined;
  progress?: string | undefined;
  children?: ReactNode;
}

function Caption({ arm, size, parameters, progress, children }: CaptionProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const entry = sizes.find(({ id }) => id === size);
  const kept = useModelNamed(size);
  const other = size === SHIPPED_TEACHER ? 'shippedTeacher' : 'missingTeacher';
  const asked = useData(({ languageModels }) => languageModels.find(({ id }) => id === llmOf(size))?.model);
  const name = entry ? localised(entry.label) : (kept?.name ?? asked ?? t(`experiment.${other}`));
  return (
    <p className={`scene__caption scene__caption--${arm}`}>
      {progress && <span className="scene__progress">{progress}</span>}
      <span className="scene__who">
        <ArmMark arm={arm} /> {t(`speaker.${arm}`)}
      </span>
      <span className="soft">
        {parameters === undefined
          ? name
          : t('training.parameters', { count: parameters, size: formatCompact(locale, parameters) })}
      </span>
      {children}
    </p>
  );
}

/** How many dialogues the teacher has been asked about once and for all. */
function TargetCache() {
  const { t } = useTranslation();
  const locale = useLocale();
  const cache = useThrottled(
    useTraining((state) => state.targetCache),
    500,
  );
  if (!cache) return null;
  return (
    <span
      className="soft"
      title={
        cache.kept === null
          ? t('training.targetCacheDense')
          : t('training.targetCacheTop', { kept: cache.kept })
      }
    >
      {t('training.targetCache', {
        share: formatShare(locale, cache.rows / cache.total, 0),
        size: formatBytes(locale, cache.bytes),
      })}
    </span>
  );
}
