// Sentences that the teacher labels besides the training ones: how many, how they are made, and from which other set.

import { useTranslation } from 'react-i18next';
import { addsSentences } from '../../catalog/run-config';
import { entry as augment } from '../../catalog/settings/augment';
import { useData, useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { SettingFields } from './setting-fields';

export function AddedSentences() {
  const { t } = useTranslation('training');
  const config = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const { moreSet, textSet } = config;
  const sets = useData((state) => state.sets).filter(({ id, kind }) => kind === 'texts' && id !== textSet);
  const adds = addsSentences(config);
  const [share] = augment.params;
  return (
    <>
      <SettingFields group={augment.id} params={adds ? augment.params : [share]} nextRun />
      {adds && sets.length > 0 && (
        <SelectField
          label={t('more.moreSet')}
          value={moreSet}
          options={[
            { value: '', label: t('more.noMoreSet') },
            ...sets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => set('moreSet', value)}
        />
      )}
    </>
  );
}
