// A group of settings under its name, for those that count from the next run on.

import { useId } from 'react';
import type { SettingGroup, SettingParam } from '../../catalog/types';
import { useLocalised } from '../../i18n/use-localised';
import { SettingFields } from './setting-fields';
import './setting-group.css';
import { Terms } from '../../ui/terms';

interface SettingGroupFieldsProps {
  group: SettingGroup;
  /** Those that matter as the others stand; all where absent. */
  params?: readonly SettingParam[];
}

export function SettingGroupFields({ group, params = group.params }: SettingGroupFieldsProps) {
  const localised = useLocalised();
  const id = useId();
  return (
    <fieldset className="setting-group" aria-describedby={id}>
      <legend>{localised(group.label)}</legend>
      <p id={id} className="help-text">
        <Terms about={localised(group.label)}>{localised(group.help)}</Terms>
      </p>
      <SettingFields group={group.id} params={params} nextRun />
    </fieldset>
  );
}
