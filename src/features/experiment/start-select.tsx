// "First weights": where the student begins, at what the seed draws or at a model of the library.

import { useTranslation } from 'react-i18next';
import { FROM_SEED, isTeacherOfOwn, modelTeacher, startsFromShipped } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { useData, useExperiment } from '../../state/hooks';
import { type Option, SelectField } from '../../ui/select-field';

export function StartSelect() {
  const { t } = useTranslation(['translation', 'training']);
  const config = useExperiment((state) => state.config);
  const { task, start } = config;
  const set = useExperiment((state) => state.set);
  const models = useData((state) => state.models);
  const own = models
    .filter((card) => card.kept && card.task === task)
    .map((card): Option => ({ value: modelTeacher(card), label: card.name }));
  const missing = isTeacherOfOwn(start) && !own.some(({ value }) => value === start);
  return (
    <SelectField
      stacked
      label={t('training:more.start')}
      value={start}
      options={[
        { value: FROM_SEED, label: t('training:more.fromSeed') },
        ...(startsFromShipped(config)
          ? [{ value: SHIPPED_TEACHER, label: t('experiment.shippedTeacher') }]
          : []),
        ...(missing ? [{ value: start, label: t('experiment.missingTeacher') }] : []),
        ...own,
      ]}
      onChange={(value) => set('start', value)}
      help={t('training:more.startHelp')}
      helpLabel={t('experiment.about', { name: t('training:more.start') })}
    />
  );
}
