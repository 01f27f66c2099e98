// Which points, how many classes, how noisy: only for task "points".

import { useTranslation } from 'react-i18next';
import { datasets } from '../../catalog/datasets';
import { useLocalised } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { ParamRange } from './param-number';

export function PointsData() {
  const { t } = useTranslation();
  const localised = useLocalised();
  const dataset = useExperiment((state) => state.config.dataset);
  const set = useExperiment((state) => state.set);
  const chosen = datasets.find(({ id }) => id === dataset);
  return (
    <>
      <SelectField
        label={t('experiment.dataset')}
        value={dataset}
        options={datasets.map(({ id, label }) => ({ value: id, label: localised(label) }))}
        onChange={(value) => set('dataset', datasets.find(({ id }) => id === value)?.id ?? dataset)}
        help={chosen && localised(chosen.help)}
        helpLabel={t('experiment.about', { name: t('experiment.dataset') })}
      />
      {dataset !== 'textbook' && (
        <div className="pair">
          <ParamRange param="classes" />
          <ParamRange param="noise" />
        </div>
      )}
    </>
  );
}
