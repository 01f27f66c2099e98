// What of the teacher's answers the student may use, and how both are trained: under "More settings" of every task with
// sentences.

import { useTranslation } from 'react-i18next';
import { BUILT_IN_SET, finishedTeacherId } from '../../catalog/run-config';
import { teachersOf } from '../../catalog/teachers';
import { useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { AddedSentences } from './added-sentences';
import { ParamNumber, ParamRange } from './param-number';

export function IntentsDetails() {
  const { t } = useTranslation(['translation', 'training']);
  const config = useExperiment((state) => state.config);
  const { softRows, textSet } = config;
  const trained = teachersOf(config).some(({ teacher }) => finishedTeacherId(teacher) === null);
  const set = useExperiment((state) => state.set);
  return (
    <>
      <SelectField
        label={t('training:more.softRows')}
        value={softRows}
        options={[
          { value: 'all', label: t('training:more.softRowsAll') },
          { value: 'labelled', label: t('training:more.softRowsLabelled') },
        ]}
        onChange={(value) => set('softRows', value === 'labelled' ? 'labelled' : 'all')}
        help={t('training:more.softRowsHelp')}
        helpLabel={t('experiment.about', { name: t('training:more.softRows') })}
      />
      {config.task === 'intents' && <AddedSentences />}
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
