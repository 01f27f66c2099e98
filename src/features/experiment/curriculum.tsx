// The order in which the student meets the rows of the transfer set.

import { settingsOf } from '../../catalog/settings';
import { entry as curriculum } from '../../catalog/settings/curriculum';
import { useExperiment } from '../../state/hooks';
import { SettingGroupFields } from './setting-group';

export function Curriculum() {
  const by = useExperiment((state) => settingsOf(state.config.settings, curriculum.id)['by']);
  const params = by === 'none' ? curriculum.params.slice(0, 1) : curriculum.params;
  return <SettingGroupFields group={curriculum} params={params} />;
}
