// The teachers beside the first, each with a specialty, and how what they say becomes one. Loaded where there is one.

import { useTranslation } from 'react-i18next';
import { sizes, taskOf } from '../../catalog/catalog';
import { entry as mixture } from '../../catalog/settings/mixture';
import {
  rangeOf,
  SPECIALTIES,
  type Specialty,
  type TeacherChoice,
  teachersOf,
  teachersText,
} from '../../catalog/teachers';
import { useExperiment } from '../../state/hooks';
import { IconButton } from '../../ui/button';
import { type Option, SelectField } from '../../ui/select-field';
import { useChoices, useFinishedTeachers } from './choices';
import { SettingFields } from './setting-fields';
import './teachers.css';

export default function MoreTeachers() {
  const { t } = useTranslation('teachers');
  const { options } = useChoices();
  const config = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const [first, ...more] = teachersOf(config) as [TeacherChoice, ...TeacherChoice[]];
  const put = (teachers: readonly TeacherChoice[]) => set('moreTeachers', teachersText(teachers));
  const change = (at: number, moved: Partial<TeacherChoice>) =>
    put(more.map((one, i) => (i === at ? { ...one, ...moved } : one)));
  const kind = taskOf(config.task)?.modelKind;
  const fitting = options(sizes.filter((size) => size.kind === kind).reverse());
  return (
    <>
      <SpecialtySelect n={1} value={first.specialty} onChange={(specialty) => set('specialty', specialty)} />
      {more.map(({ teacher, specialty }, i) => (
        <div key={i} className="teachers__one">
          <TeacherSelect
            n={i + 2}
            value={teacher}
            sizes={fitting}
            onChange={(chosen) => change(i, { teacher: chosen })}
          />
          <SpecialtySelect
            n={i + 2}
            value={specialty}
            onChange={(chosen) => change(i, { specialty: chosen })}
          />
          <IconButton
            icon="close"
            label={t('remove', { n: i + 2 })}
            onClick={() => put(more.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      {more.length > 0 && <SettingFields group={mixture.id} params={mixture.params} />}
    </>
  );
}

interface TeacherSelectProps {
  n: number;
  value: string;
  sizes: readonly Option[];
  onChange: (teacher: string) => void;
}

function TeacherSelect({ n, value, sizes, onChange }: TeacherSelectProps) {
  const { t } = useTranslation(['teachers', 'translation']);
  const config = useExperiment((state) => state.config);
  const finished = useFinishedTeachers({ ...config, teacher: value });
  return (
    <SelectField
      stacked
      label={t('nth', { n })}
      value={value}
      options={[...finished, ...sizes]}
      onChange={onChange}
    />
  );
}

interface SpecialtySelectProps {
  n: number;
  value: Specialty;
  onChange: (specialty: Specialty) => void;
}

function SpecialtySelect({ n, value, onChange }: SpecialtySelectProps) {
  const { t } = useTranslation(['teachers', 'translation']);
  const { task, classes } = useExperiment((state) => state.config);
  const label = (specialty: Specialty): string => {
    if (specialty === '') return t('all');
    const [part, of] = specialty.split('/');
    if (task !== 'points') return t('part', { part, of });
    const { from, to } = rangeOf(specialty, classes);
    return t(to - from === 1 ? 'partClass' : 'partClasses', {
      part,
      of,
      from: from + 1,
      to,
    });
  };
  const there = SPECIALTIES.filter((specialty) => {
    const { from, to } = rangeOf(specialty, task === 'points' ? classes : Infinity);
    return from !== to || specialty === value;
  });
  return (
    <SelectField
      stacked
      label={t('specialty', { n })}
      value={value}
      options={there.map((specialty) => ({ value: specialty, label: label(specialty) }))}
      onChange={(chosen) => onChange(SPECIALTIES.find((specialty) => specialty === chosen) ?? '')}
      help={t('specialtyHelp')}
      helpLabel={t('translation:experiment.about', { name: t('specialty', { n }) })}
    />
  );
}
