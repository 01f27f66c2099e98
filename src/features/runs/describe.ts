// A run in words: name, settings, result.

import { useTranslation } from 'react-i18next';
import { methods, sizes, tasks } from '../../catalog/catalog';
import { datasets } from '../../catalog/datasets';
import { params } from '../../catalog/params';
import { BUILT_IN_SET, isTeacherOfOwn, type RunConfig, subjectOf } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { groupsInForce, settingParam } from '../../catalog/settings';
import { teachersOf } from '../../catalog/teachers';
import type { Choice, SettingValue } from '../../catalog/types';
import { formatNumber, formatTime } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { modelNamed } from '../../state/data-store';
import { useData } from '../../state/hooks';
import type { RunEntry } from '../../state/runs-store';
import type { Field } from '../../catalog/differences';

const CHOICES: readonly Choice[] = [...tasks, ...datasets, ...sizes, ...methods];

/** Fields whose label is not a param's. */
type OtherField = Exclude<Field, keyof typeof params>;
const isParam = (field: Field): field is Exclude<Field, OtherField> => field in params;

export function useDescriptions() {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const { sets, models } = useData((state) => state);
  const teacherName = (teacher: string): string => {
    const size = CHOICES.find(({ id }) => id === teacher);
    if (size) return localised(size.label);
    if (teacher === SHIPPED_TEACHER) return t('experiment.shippedTeacher');
    return modelNamed(models, teacher)?.name ?? t('experiment.missingTeacher');
  };
  const sizeName = (id: string): string => {
    const size = sizes.find((one) => one.id === id);
    return size ? localised(size.label) : id;
  };
  const valueOf = (config: RunConfig, field: Exclude<Field, 'settings'>): string => {
    const value = config[field];
    if (typeof value === 'number') return formatNumber(locale, value, 5);
    if (typeof value === 'boolean') return value ? '✓' : '–';
    if (Array.isArray(value)) return value.map(sizeName).join(' → ') || '–';
    if (value === SHIPPED_TEACHER) return t('experiment.shippedTeacher');
    if (field === 'moreTeachers')
      return teachersOf({ ...config, teacher: '' })
        .slice(1)
        .map(({ teacher, specialty }) => `${teacherName(teacher)}${specialty && ` (${specialty})`}`)
        .join(', ');
    if (field === 'teacher' && isTeacherOfOwn(value)) return teacherName(value);
    if (field === 'textSet' && value !== BUILT_IN_SET)
      return sets.find(({ id }) => id === value)?.name ?? t('experiment.missingSet');
    const choice = CHOICES.find(({ id }) => id === value);
    return choice ? localised(choice.label) : value;
  };
  const settingWords = (group: string, id: string, value: SettingValue): string => {
    const param = settingParam(group, id);
    if (!param) return `${id} ${value}`;
    const choice = 'choices' in param ? param.choices.find((one) => one.id === value) : undefined;
    const number = () => ('standard' in param ? String(value) : formatNumber(locale, Number(value), 5));
    const said = choice ? localised(choice.label) : number();
    return `${localised(param.label)} ${said}`;
  };
  return {
    /** "Task, time": unique enough for a person. */
    name: ({ config, startedAt }: RunEntry): string => {
      const subject = subjectOf(config);
      return `${subject ? localised(subject.label) : config.task}, ${formatTime(locale, startedAt)}`;
    },
    /** "Seed 7" */
    setting: (config: RunConfig, field: Field): string => {
      if (field === 'settings') {
        const said = groupsInForce(config.method).flatMap((group) =>
          Object.entries(config.settings[group] ?? {}).map(([id, value]) => settingWords(group, id, value)),
        );
        return said.join(' · ') || t('fields.settings');
      }
      const label = isParam(field) ? localised(params[field].label) : t(`fields.${field}`);
      return `${label} ${valueOf(config, field)}`;
    },
  };
}
