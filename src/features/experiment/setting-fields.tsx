// The settings of a group (catalog/settings.ts), made from its metadata: a slider a number, a select a choice, lines a layer map. What
// is moved while a run is under way counts from its next step on, or from the next run on.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsOf, withSetting } from '../../catalog/settings';
import type { SettingParam } from '../../catalog/types';
import { formatNumber } from '../../i18n/formats';
import { withWords } from '../../i18n/i18n';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { Slider } from '../../ui/slider';

const LayerMap = lazy(() => withWords('training', () => import('./layer-map')));

interface SettingFieldsProps {
  group: string;
  params: readonly SettingParam[];
  /** They steer no run under way. */
  nextRun?: boolean;
}

export function SettingFields({ group, params, nextRun = false }: SettingFieldsProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const values = settingsOf(
    useExperiment((state) => state.config.settings),
    group,
  );
  const { task, settings } = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  return params.map((param) => {
    const { id, label, help } = param;
    const name = localised(label);
    const field = { label: name, help: localised(help), helpLabel: t('experiment.about', { name }) };
    const onChange = (moved: string | number) =>
      nextRun
        ? set('settings', withSetting(settings, group, id, moved))
        : actions.adjustSetting(group, id, moved);
    if ('choices' in param) {
      const options = param.choices.map((choice) => {
        const fits = !choice.tasks || choice.tasks.includes(task);
        const reason = fits ? '' : ` – ${t('unfit.task')}`;
        return { value: choice.id, label: `${localised(choice.label)}${reason}`, disabled: !fits };
      });
      return (
        <SelectField key={id} {...field} value={String(values[id])} options={options} onChange={onChange} />
      );
    }
    if ('standard' in param) {
      const map = { param, label: name, help: field.help, value: String(values[id]), onChange };
      return (
        <Suspense key={id}>
          <LayerMap {...map} />
        </Suspense>
      );
    }
    const value = Number(values[id]);
    const { min, max, step, scale = 'linear' } = param;
    return (
      <Slider
        key={id}
        {...field}
        {...{ value, min, max, step, scale, onChange }}
        text={formatNumber(locale, value)}
      />
    );
  });
}
