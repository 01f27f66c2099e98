// One select for whole experiments. Changing anything by hand turns it to "my own settings".

import { useTranslation } from 'react-i18next';
import { presets } from '../../catalog/catalog';
import { useLocalised } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { Terms } from '../../ui/terms';

const OWN = 'own';

export function Presets() {
  const { t } = useTranslation();
  const localised = useLocalised();
  const preset = useExperiment((state) => state.preset);
  const applyPreset = useExperiment((state) => state.applyPreset);
  const chosen = presets.find((entry) => entry.id === preset);
  const options = presets.map(({ id, label }) => ({ value: id, label: localised(label) }));
  return (
    <div className="presets">
      <SelectField
        stacked
        label={t('experiment.preset')}
        value={preset ?? OWN}
        options={preset ? options : [{ value: OWN, label: t('experiment.ownSettings') }, ...options]}
        onChange={applyPreset}
      />
      <p className="presets__help soft">
        <Terms>{chosen ? localised(chosen.help) : t('experiment.presetHelp')}</Terms>
      </p>
    </div>
  );
}
