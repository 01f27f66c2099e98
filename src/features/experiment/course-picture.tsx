// The course of T or λ over the steps: the plan, with what the run has really taken on it, and where the person moved it.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isTeacher } from '../../catalog/arms';
import { params } from '../../catalog/params';
import { settingsOf } from '../../catalog/settings';
import { entry as schedules } from '../../catalog/settings/schedules';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { onCourse } from '../../lib/course';
import { download } from '../../state/download';
import { useExperiment, useMetrics, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { SaveChart } from '../../ui/chart/save-button';
import { spread } from '../../ui/chart/spread';
import { useThrottled } from '../../ui/use-throttled';
import './course.css';

export type CourseField = 'temperature' | 'lambda';

const WIDTH = 240;
const HEIGHT = 40;
const REDRAW_MS = 200;
const SAMPLES = 48;

export default function CoursePicture({ field }: { field: CourseField }) {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const { settings, steps: planned, [field]: slider } = useExperiment((state) => state.config);
  const { [field]: chosen, [`${field}End`]: last } = settingsOf(settings, schedules.id);
  const underWay = useTraining((state) => isUnderWay(state.phase));
  const stage = useTraining((state) => state.stage);
  const marks = useTraining((state) => state.marks).filter((mark) => mark.field === field);
  const { metrics, version } = useMetrics();
  const seen = useThrottled(version, REDRAW_MS);
  const steps = underWay && !isTeacher(stage.id) ? stage.steps : planned;
  // the measurements change in place; `seen` says that they did
  const trace = useMemo(
    () => (isTeacher(stage.id) || seen < 0 ? [] : spread(metrics.course(stage.id), SAMPLES)),
    [metrics, stage.id, seen],
  );

  const [curve, end] = [String(chosen), Number(last)];
  const { min, max } = params[field];
  const x = (step: number) => (WIDTH * step) / Math.max(1, steps - 1);
  const y = (value: number) => HEIGHT - (HEIGHT * (value - min)) / (max - min);
  const line = (points: readonly (readonly [number, number])[]) =>
    points.map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  // from a move by hand it goes on to the same end
  const from = underWay ? (marks.at(-1)?.step ?? 0) : 0;
  const plan = Array.from({ length: SAMPLES + 1 }, (_, i): [number, number] => {
    const along = i / SAMPLES;
    return [from + along * (steps - 1 - from), onCourse(curve, slider, end, along)];
  });
  const name = field === 'temperature' ? 'T' : 'λ';
  const words = { name, start: formatNumber(locale, slider), end: formatNumber(locale, end) };
  const title = t(curve === 'adaptive' ? 'training:courseAdaptive' : 'training:course', words);
  const csv = () => ({
    head: [t('training.step'), t('training:coursePlan', { name }), t('training:courseTaken', { name })],
    rows: [
      ...(curve === 'adaptive' ? [] : plan.map(([step, value]) => [Math.round(step) + 1, value, null])),
      ...trace.map(({ step, terms }) => [step, null, terms[field]!]),
    ],
  });
  return (
    <figure className="chart">
      <svg className="course" role="img" aria-label={title} viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`}>
        <path className="course__axis" d={`M0 ${HEIGHT}H${WIDTH}`} />
        <polyline
          className={curve === 'adaptive' ? 'course__plan course__plan--open' : 'course__plan'}
          points={line(plan)}
        />
        <polyline
          className="course__trace"
          points={line(trace.map(({ step, terms }) => [step - 1, terms[field]!]))}
        />
        {underWay &&
          marks.map(({ step, value }) => (
            <circle key={step} className="course__mark" cx={x(step)} cy={y(value)} r="3" />
          ))}
      </svg>
      <SaveChart name={title} save={download} csv={csv} />
    </figure>
  );
}
