// A slider for a number of the run config, made from the number's own entry in catalog/params.

import { useTranslation } from 'react-i18next';
import { params } from '../../catalog/params';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useExperiment } from '../../state/hooks';
import type { Steerable } from '../../state/training-store';
import { Slider, type Tick } from '../../ui/slider';

interface ParamSliderProps {
  param: Steerable;
  ticks: readonly Tick[];
  helpAlways?: boolean;
}

/** T, λ or the learning rate: what moves on the table and in a run under way alike. */
export function SteeringSlider({ param, ticks, helpAlways = false }: ParamSliderProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const value = useExperiment((state) => state.config[param]);
  const { label, help, min, max, step, ...rest } = params[param];
  const name = localised(label);
  return (
    <Slider
      label={name}
      value={value}
      min={min}
      max={max}
      step={step}
      {...('scale' in rest ? { scale: rest.scale } : {})}
      onChange={(moved) => actions.adjust(param, moved)}
      text={formatNumber(locale, value)}
      ticks={ticks}
      help={localised(help)}
      helpLabel={t('experiment.about', { name })}
      helpAlways={helpAlways}
    />
  );
}
