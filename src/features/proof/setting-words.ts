// Settings and whole experiments in the person's language.

import { useTranslation } from 'react-i18next';
import { readsOf, sizes } from '../../catalog/catalog';
import { params } from '../../catalog/params';
import { encoderOf, type RunConfig, subjectOf } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { modelNamed } from '../../state/data-store';
import { useData } from '../../state/hooks';

/** Names of settings and their values. */
export function useSettingWords() {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const localised = useLocalised();
  const name = (field: string): string =>
    field in params ? localised(params[field as keyof typeof params].label) : t('fields.student');
  const value = (value: string | number): string => {
    if (typeof value === 'number') return formatNumber(locale, value, 5);
    const size = sizes.find(({ id }) => id === value);
    return size ? localised(size.label) : value;
  };
  return {
    name,
    value,
    /** "Temperature (T) 4, Lambda (λ) 0.1" */
    several: (axes: readonly { field: string }[], values: readonly (string | number)[]): string =>
      values.map((one, i) => `${name(axes[i]!.field)} ${value(one)}`).join(', '),
  };
}

/** "Spirals: teacher 64 × 64, student 8; T = 4, λ = 0.1; 10 % of the labels; 300 steps": what is told apart at a glance. */
export function useExperimentWords(): (config: RunConfig) => string {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const localised = useLocalised();
  const { sets, models, encoders } = useData((state) => state);
  const model = (id: string): string => {
    if (id === SHIPPED_TEACHER) return t('experiment.shippedTeacher');
    const encoder = encoderOf(id);
    if (encoder === SHIPPED_TEACHER) return t('experiment.encoder', { name: t('experiment.shippedTeacher') });
    const own = encoders.find((one) => one.id === encoder);
    if (own) return t('experiment.encoder', { name: own.name });
    const size = sizes.find((one) => one.id === id);
    if (size) return localised(size.label);
    return modelNamed(models, id)?.name ?? t('experiment.missingTeacher');
  };
  return (config) => {
    const subject = subjectOf(config);
    const own = readsOf(config.task) === null ? undefined : sets.find(({ id }) => id === config.textSet);
    return t('proof:experiment', {
      subject: own?.name ?? (subject ? localised(subject.label) : config.task),
      teacher: [config.teacher, ...config.assistants].map(model).join(' → '),
      student: model(config.student),
      T: formatNumber(locale, config.temperature),
      lambda: formatNumber(locale, config.lambda),
      labels: formatShare(locale, config.labelShare),
      steps: formatNumber(locale, config.steps, 7),
    });
  };
}
