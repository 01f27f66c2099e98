// A run in words: name, settings, result.

import { useTranslation } from 'react-i18next';
import { methods, sizes, tasks } from '../../catalog/catalog';
import { datasets } from '../../catalog/datasets';
import { params } from '../../catalog/params';
import {
  BUILT_IN_SET,
  encoderOf,
  FROM_SEED,
  isTeacherOfOwn,
  llmOf,
  type RunConfig,
  subjectOf,
} from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { groupsInForce, settingParam } from '../../catalog/settings';
import { teachersOf } from '../../catalog/teachers';
import type { Choice, SettingValue } from '../../catalog/types';
import { formatNumber, formatTime } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { modelNamed } from '../../state/data-store';
import { useData } from '../../state/hooks';
import type { RunEntry } from '../../state/runs-store';
import { differencesOf, type Field } from '../../catalog/differences';

const CHOICES: readonly Choice[] = [...tasks, ...datasets, ...sizes, ...methods];

/** Fields whose label is not a param's. */
type OtherField = Exclude<Field, keyof typeof params>;
const isParam = (field: Field): field is Exclude<Field, OtherField> => field in params;

export function useDescriptions() {
  const { t } = useTranslation(['translation', 'runs']);
  const locale = useLocale();
  const localised = useLocalised();
  const { sets, models, encoders, languageModels } = useData((state) => state);
  const teacherName = (teacher: string): string => {
    const size = CHOICES.find(({ id }) => id === teacher);
    if (size) return localised(size.label);
    if (teacher === SHIPPED_TEACHER) return t('experiment.shippedTeacher');
    const encoder = encoderOf(teacher);
    if (encoder === SHIPPED_TEACHER) return t('experiment.encoder', { name: t('experiment.shippedTeacher') });
    if (encoder !== null)
      return encoders.find(({ id }) => id === encoder)?.name ?? t('experiment.missingTeacher');
    const llm = llmOf(teacher);
    if (llm !== null)
      return languageModels.find(({ id }) => id === llm)?.model ?? t('experiment.missingTeacher');
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
    if (value === FROM_SEED && field === 'start') return '–';
    if ((field === 'teacher' || field === 'start') && (isTeacherOfOwn(value) || encoderOf(value) !== null))
      return teacherName(value);
    if (field === 'moreSet' && value === '') return '–';
    if ((field === 'textSet' || field === 'moreSet') && value !== BUILT_IN_SET)
      return sets.find(({ id }) => id === value)?.name ?? t('experiment.missingSet');
    const choice = CHOICES.find(({ id }) => id === value);
    return choice ? localised(choice.label) : value;
  };
  const settingValue = (group: string, id: string, value: SettingValue): string => {
    const param = settingParam(group, id);
    if (!param) return String(value);
    const choice = 'choices' in param ? param.choices.find((one) => one.id === value) : undefined;
    const number = () => ('standard' in param ? String(value) : formatNumber(locale, Number(value), 5));
    return choice ? localised(choice.label) : number();
  };
  const settingWords = (group: string, id: string, value: SettingValue): string => {
    const param = settingParam(group, id);
    return `${param ? localised(param.label) : id} ${settingValue(group, id, value)}`;
  };
  const subjectWords = (config: RunConfig): string => {
    const subject = subjectOf(config);
    return subject ? localised(subject.label) : config.task;
  };
  const label = (field: Exclude<Field, 'settings'>): string =>
    isParam(field) ? localised(params[field].label) : t(`fields.${field}`);
  /** "Seed 7" */
  const setting = (config: RunConfig, field: Field): string => {
    if (field === 'settings') {
      const said = groupsInForce(config.method).flatMap((group) =>
        Object.entries(config.settings[group] ?? {}).map(([id, value]) => settingWords(group, id, value)),
      );
      return said.join(' · ') || t('fields.settings');
    }
    return `${label(field)} ${valueOf(config, field)}`;
  };
  return {
    /** As the person called it, else "Task, time": unique enough for a person. */
    name: ({ config, startedAt, name }: RunEntry): string =>
      name || `${subjectWords(config)}, ${formatTime(locale, startedAt)}`,
    subject: subjectWords,
    label,
    valueOf,
    settingValue,
    setting,
    /** Everything that a run can be found by. */
    words: (run: RunEntry): string => {
      const { preset, fields } = differencesOf(run.config);
      return [
        ...[run.name, subjectWords(run.config), formatTime(locale, run.startedAt), run.file],
        ...(['task', 'teacher', 'student', 'method', 'textSet'] as const).map((field) =>
          setting(run.config, field),
        ),
        ...(preset ? [localised(preset.label)] : []),
        ...fields.map((field) => setting(run.config, field)),
        t(`runs:status.${run.status}`),
      ].join(' ');
    },
  };
}
