// What is under "More settings": loaded when it is opened.

import { useTranslation } from 'react-i18next';
import { BUILT_IN_SET } from '../../catalog/run-config';
import { entry as adaptive } from '../../catalog/settings/adaptive';
import { entry as onPolicy } from '../../catalog/settings/on-policy';
import { entry as softLabels } from '../../catalog/settings/soft-labels';
import { includesTask } from '../../catalog/two-tasks';
import { useExperiment } from '../../state/hooks';
import { Switch } from '../../ui/switch';
import { Curriculum } from './curriculum';
import { IntentsDetails } from './intents-details';
import { ParamNumber, ParamRange } from './param-number';
import { SettingFields } from './setting-fields';
import { SettingGroupFields } from './setting-group';
import { StartSelect } from './start-select';

export default function MoreSettings() {
  const { t } = useTranslation(['translation', 'training']);
  const config = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const { task } = config;
  const writes = includesTask(task, 'agent');
  return (
    <div className="experiment">
      <div className="pair">
        <ParamNumber param="steps" />
        <ParamNumber param="batchSize" />
        <ParamNumber param="evalEvery" />
        <ParamNumber param="seed" />
        {writes && <ParamNumber param="prompts" />}
        {writes && <ParamNumber param="scoredPrompts" />}
        {task === 'agent' && config.textSet !== BUILT_IN_SET && (
          <>
            <ParamNumber param="teacherEpochs" />
            <ParamNumber param="context" />
            <ParamNumber param="vocabulary" />
          </>
        )}
      </div>
      <StartSelect />
      {writes && (
        <Switch
          label={t('training:more.plainStudent')}
          checked={config.plainStudent}
          onChange={(checked) => set('plainStudent', checked)}
          help={t('training:more.plainStudentHelp')}
          helpLabel={t('experiment.about', { name: t('training:more.plainStudent') })}
        />
      )}
      {writes && (
        <Switch
          label={t('training:more.cacheTargets')}
          checked={config.cacheTargets}
          onChange={(checked) => set('cacheTargets', checked)}
          help={t('training:more.cacheTargetsHelp')}
          helpLabel={t('experiment.about', { name: t('training:more.cacheTargets') })}
        />
      )}
      {writes && <SettingFields group={onPolicy.id} params={onPolicy.params} />}
      <SettingFields group={softLabels.id} params={softLabels.params} />
      <Curriculum />
      <SettingGroupFields group={adaptive} />
      {task !== 'intents' && <ParamRange param="labelShare" share />}
      {includesTask(task, 'intents') && <IntentsDetails />}
    </div>
  );
}
