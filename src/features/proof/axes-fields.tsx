// The two settings that a sweep varies, and their values.

import { useTranslation } from 'react-i18next';
import { type Swept, SWEPT } from '../../catalog/swept';
import { useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { ToggleChips } from '../../ui/toggle-chips';
import { useSettingWords } from './setting-words';
import { type AxesChoice, axesOf, offered } from './sweep-axes';

interface AxesFieldsProps {
  choice: AxesChoice;
  onChange: (choice: AxesChoice) => void;
}

export function AxesFields({ choice, onChange }: AxesFieldsProps) {
  const { t } = useTranslation(['translation', 'proof']);
  const words = useSettingWords();
  const config = useExperiment((state) => state.config);
  const { fields, chosen } = choice;
  return axesOf(choice, config).map(({ field, values }, i) => (
    <div key={i} className="sweep__axis">
      <SelectField
        label={t(i === 0 ? 'proof:rows' : 'proof:columns')}
        value={field}
        options={SWEPT.map((value) => ({
          value,
          label: words.name(value),
          disabled: value === fields[1 - i],
        }))}
        onChange={(value) =>
          onChange({ chosen, fields: i === 0 ? [value as Swept, fields[1]] : [fields[0], value as Swept] })
        }
      />
      <ToggleChips
        label={t('proof:valuesOf', { name: words.name(field) })}
        chips={offered(field, config).map((value) => ({ value: String(value), label: words.value(value) }))}
        chosen={values.map(String)}
        onChange={(texts) =>
          onChange({
            fields,
            chosen: {
              ...chosen,
              [field]: offered(field, config).filter((value) => texts.includes(String(value))),
            },
          })
        }
      />
    </div>
  ));
}
