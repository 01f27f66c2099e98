// A number of the run config as a field or as a slider, made from its entry in catalog/params. What is set here counts from
// the next run on.

import { useTranslation } from 'react-i18next';
import { type ParamId, params } from '../../catalog/params';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { NumberField } from '../../ui/number-field';
import { Slider } from '../../ui/slider';

function useParam(param: ParamId) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const value = useExperiment((state) => state.config[param]);
  const set = useExperiment((state) => state.set);
  const { label, help, min, max, step } = params[param];
  const name = localised(label);
  return {
    label: name,
    value,
    min,
    max,
    step,
    onChange: (typed: number) => set(param, typed),
    help: localised(help),
    helpLabel: t('experiment.about', { name }),
  };
}

export function ParamNumber({ param }: { param: ParamId }) {
  return <NumberField {...useParam(param)} />;
}

export function ParamRange({ param, share = false }: { param: ParamId; share?: boolean }) {
  const locale = useLocale();
  const field = useParam(param);
  const text = share ? formatShare(locale, field.value, 0) : formatNumber(locale, field.value);
  return <Slider {...field} text={text} />;
}
