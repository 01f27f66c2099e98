// How much each task of a student with two heads counts, as sliders and as shares of L. Moved during a run, the next step follows.

import { Fragment, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsOf } from '../../catalog/settings';
import { entry as weights } from '../../catalog/settings/task-weights';
import { partsOf } from '../../catalog/two-tasks';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { Formula, Letter, Live } from '../../ui/formula';
import { HelpText } from '../../ui/help';
import { SettingFields } from './setting-fields';
import './setting-group.css';

export default function TaskWeights() {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const id = useId();
  const { task, settings } = useExperiment((state) => state.config);
  const values = settingsOf(settings, weights.id);
  const parts = partsOf(task).map(({ task, label }) => ({
    weight: Number(values[task]),
    name: localised(label),
  }));
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  const terms = parts.map(({ weight, name }) => ({ name, share: formatNumber(locale, weight / sum, 2) }));
  return (
    <fieldset className="setting-group" aria-describedby={id}>
      <legend>{localised(weights.label)}</legend>
      <p id={id} className="help-text">
        {localised(weights.help)}
      </p>
      <SettingFields group={weights.id} params={weights.params} />
      {sum === 0 ? (
        <HelpText>{t('loss.noTask')}</HelpText>
      ) : (
        <Formula spoken={`L = ${terms.map(({ share, name }) => `${share} L ${name}`).join(' + ')}`}>
          <Letter>L</Letter> ={' '}
          {terms.map(({ share, name }, i) => (
            <Fragment key={name}>
              {i > 0 && ' + '}
              <Live>{share}</Live> · <Letter>L</Letter>
              <sub>{name}</sub>
            </Fragment>
          ))}
        </Formula>
      )}
    </fieldset>
  );
}
