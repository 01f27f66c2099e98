// Who teaches the intents, where one student learns them beside the agent: a classifier that is trained first, or one of this device.

import { useTranslation } from 'react-i18next';
import { sizes, taskOf } from '../../catalog/catalog';
import { isTeacherOfOwn } from '../../catalog/run-config';
import { teachersOf, teachersText } from '../../catalog/teachers';
import { useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';
import { useChoices, useFinishedTeachers } from './choices';

export default function SecondTeacher() {
  const { t } = useTranslation();
  const { options, helpOf } = useChoices();
  const config = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const teacher = teachersOf(config)[1]?.teacher ?? '';
  const finished = useFinishedTeachers({ ...config, teacher }, 1);
  const kind = taskOf(config.task)?.modelKind;
  const fitting = sizes.filter((size) => size.kind === kind).reverse();
  return (
    <SelectField
      label={t('experiment.intentTeacher')}
      value={teacher}
      options={[...finished, ...options(fitting)]}
      onChange={(chosen) => set('moreTeachers', teachersText([{ teacher: chosen, specialty: '' }]))}
      help={[
        t('experiment.intentTeacherHelp'),
        isTeacherOfOwn(teacher) ? t('experiment.keptTeacherHelp') : helpOf(sizes, teacher),
      ].join(' ')}
      helpLabel={t('experiment.about', { name: t('experiment.intentTeacher') })}
    />
  );
}
