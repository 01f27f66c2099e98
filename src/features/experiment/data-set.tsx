// Which sentences or chats a run learns from, and the way to a person's own: tasks "intents" and "agent".

import { useTranslation } from 'react-i18next';
import { BUILT_IN_SET } from '../../catalog/run-config';
import { actions, useData, useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';

export function DataSet() {
  const { t } = useTranslation();
  const { task, textSet } = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const isAgent = task === 'agent';
  const builtIn = {
    value: BUILT_IN_SET,
    label: t(isAgent ? 'experiment.builtInDialogues' : 'experiment.builtInSet'),
  };
  const own = useData((state) => state.sets)
    .filter(({ kind, labels }) => (isAgent ? kind === 'chats' : labels > 1))
    .map(({ id, name }) => ({ value: id, label: name }));
  const known = [builtIn, ...own];
  const absent = { value: textSet, label: t('experiment.missingSet') };
  const help = isAgent ? 'experiment.builtInDialoguesHelp' : 'experiment.builtInSetHelp';
  return (
    <>
      <SelectField
        label={t('experiment.textSet')}
        value={textSet}
        options={known.some(({ value }) => value === textSet) ? known : [...known, absent]}
        onChange={(value) =>
          value === BUILT_IN_SET ? set('textSet', value) : actions.useDataSet(value, task)
        }
        help={textSet === BUILT_IN_SET ? t(help) : isAgent ? t('experiment.ownChatsHelp') : undefined}
        helpLabel={t('experiment.about', { name: t('experiment.textSet') })}
      />
      <Button small icon="upload" onClick={actions.openData}>
        {t('data.open')}
      </Button>
    </>
  );
}
