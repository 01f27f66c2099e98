// "Teachers": those beside the first, each with a specialty, and how what they say becomes one.

import { useTranslation } from 'react-i18next';
import { sizes, taskOf } from '../../catalog/catalog';
import { finishedTeacherId } from '../../catalog/run-config';
import { entry as mixture } from '../../catalog/settings/mixture';
import {
  MOST_MORE,
  rangeOf,
  SPECIALTIES,
  type Specialty,
  type TeacherChoice,
  teachersOf,
  teachersText,
} from '../../catalog/teachers';
import { useExperiment } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import { type Option, SelectField } from '../../ui/select-field';
import { useChoices, useFinishedTeachers } from './choices';
import { SettingFields } from './setting-fields';
import './teachers.css';

export function Teachers() {
  const { t } = useTranslation();
  const { options } = useChoices();
  const config = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const [first, ...more] = teachersOf(config) as [TeacherChoice, ...TeacherChoice[]];
  const put = (teachers: readonly TeacherChoice[]) => set('moreTeachers', teachersText(teachers));
  const change = (at: number, moved: Partial<TeacherChoice>) =>
    put(more.map((one, i) => (i === at ? { ...one, ...moved } : one)));
  const add = () => {
    const size = finishedTeacherId(config.teacher) === null ? config.teacher : defaultSize(config.task);
    put([...more, { teacher: size, specialty: '' }]);
  };
  const kind = taskOf(config.task)?.modelKind;
  const fitting = options(sizes.filter((size) => size.kind === kind).reverse());
  return (
    <div role="group" aria-label={t('teachers.title')} className="teachers">
      {(more.length > 0 || first.specialty !== '') && (
        <SpecialtySelect
          n={1}
          value={first.specialty}
          onChange={(specialty) => set('specialty', specialty)}
        />
      )}
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
            label={t('teachers.remove', { n: i + 2 })}
            onClick={() => put(more.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      {more.length > 0 && <SettingFields group={mixture.id} params={mixture.params} />}
      {more.length < MOST_MORE && (
        <Button small onClick={add} title={t('teachers.help')}>
          {t('teachers.add')}
        </Button>
      )}
    </div>
  );
}

/** The smallest size of the task's kind: whoever adds a teacher to a finished one may choose a larger. */
const defaultSize = (task: string): string =>
  sizes.find(({ kind }) => kind === taskOf(task)?.modelKind)?.id ?? '';

interface TeacherSelectProps {
  n: number;
  value: string;
  sizes: readonly Option[];
  onChange: (teacher: string) => void;
}

function TeacherSelect({ n, value, sizes, onChange }: TeacherSelectProps) {
  const { t } = useTranslation();
  const config = useExperiment((state) => state.config);
  const finished = useFinishedTeachers({ ...config, teacher: value });
  return (
    <SelectField
      stacked
      label={t('teachers.nth', { n })}
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
  const { t } = useTranslation();
  const { task, classes } = useExperiment((state) => state.config);
  const label = (specialty: Specialty): string => {
    if (specialty === '') return t('teachers.all');
    const [part, of] = specialty.split('/');
    if (task !== 'points') return t('teachers.part', { part, of });
    const { from, to } = rangeOf(specialty, classes);
    return t(to - from === 1 ? 'teachers.partClass' : 'teachers.partClasses', {
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
      label={t('teachers.specialty', { n })}
      value={value}
      options={there.map((specialty) => ({ value: specialty, label: label(specialty) }))}
      onChange={(chosen) => onChange(SPECIALTIES.find((specialty) => specialty === chosen) ?? '')}
      help={t('teachers.specialtyHelp')}
      helpLabel={t('experiment.about', { name: t('teachers.specialty', { n }) })}
    />
  );
}
