// A swept setting in words: its name, and its values.

import { useTranslation } from 'react-i18next';
import { sizes } from '../../catalog/catalog';
import { params } from '../../catalog/params';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';

/** Names of settings and their values in the person's language. */
export function useSettingWords() {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  return {
    name: (field: string): string =>
      field in params ? localised(params[field as keyof typeof params].label) : t('fields.student'),
    value: (value: string | number): string => {
      if (typeof value === 'number') return formatNumber(locale, value, 5);
      const size = sizes.find(({ id }) => id === value);
      return size ? localised(size.label) : value;
    },
  };
}
