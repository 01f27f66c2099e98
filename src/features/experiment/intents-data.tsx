// Which sentences the intents come from, and what of the teacher's answers the student may use: only for task "intents".

import { useTranslation } from 'react-i18next';
import { BUILT_IN_SET, keptTeacherId } from '../../catalog/run-config';
import { actions, useData, useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { OwnData } from './own-data';
import { ParamNumber, ParamRange } from './param-number';

export function IntentsData() {
  const { t } = useTranslation();
  const textSet = useExperiment((state) => state.config.textSet);
  const set = useExperiment((state) => state.set);
  const builtIn = { value: BUILT_IN_SET, label: t('experiment.builtInSet') };
  const own = useData((state) => state.sets).map(({ id, name }) => ({ value: id, label: name }));
  const known = [builtIn, ...own];
  const absent = { value: textSet, label: t('experiment.missingSet') };
  return (
    <>
      <SelectField
        label={t('experiment.textSet')}
        value={textSet}
        options={known.some(({ value }) => value === textSet) ? known : [...known, absent]}
        onChange={(value) => (value === BUILT_IN_SET ? set('textSet', value) : actions.useDataSet(value))}
        help={textSet === BUILT_IN_SET ? t('experiment.builtInSetHelp') : undefined}
        helpLabel={t('experiment.about', { name: t('experiment.textSet') })}
      />
      <OwnData />
      <ParamRange param="labelShare" share />
    </>
  );
}

/** What few will change: under "More settings". */
export function IntentsDetails() {
  const { t } = useTranslation();
  const { softRows, textSet, teacher } = useExperiment((state) => state.config);
  const trained = keptTeacherId(teacher) === null;
  const set = useExperiment((state) => state.set);
  return (
    <>
      <SelectField
        label={t('experiment.softRows')}
        value={softRows}
        options={[
          { value: 'all', label: t('experiment.softRowsAll') },
          { value: 'labelled', label: t('experiment.softRowsLabelled') },
        ]}
        onChange={(value) => set('softRows', value === 'labelled' ? 'labelled' : 'all')}
        help={t('experiment.softRowsHelp')}
        helpLabel={t('experiment.about', { name: t('experiment.softRows') })}
      />
      <ParamRange param="dropout" share />
      <ParamRange param="wordDropout" share />
      <div className="pair">
        {trained && <ParamNumber param="teacherEpochs" />}
        <ParamNumber param="context" />
        {trained && textSet !== BUILT_IN_SET && <ParamNumber param="vocabulary" />}
      </div>
    </>
  );
}
