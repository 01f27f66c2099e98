// A teacher was trained in the page: it can be kept on this device, to teach again without being trained again.
// Shown only while there is one.

import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sizes } from '../../catalog/catalog';
import { datasets } from '../../catalog/datasets';
import { BUILT_IN_SET, modelTeacher, type RunConfig } from '../../catalog/run-config';
import { useLocalised } from '../../i18n/use-localised';
import type { ModelCard } from '../../state/data-store';
import { actions, useData, useExperiment, useTraining } from '../../state/hooks';
import { Button } from '../../ui/button';
import './keep-teacher.css';

const LONGEST_NAME = 60;

export default function KeepTeacher() {
  const config = useTraining((state) => state.config);
  const keptId = useTraining((state) => state.teacherKept);
  const kept = useData((state) => state.models.find(({ id }) => id === keptId));
  if (!config) return null;
  return kept ? <Kept teacher={kept} /> : <KeepForm config={config} />;
}

function KeepForm({ config: { task, teacher, dataset, textSet } }: { config: RunConfig }) {
  const { t } = useTranslation(['translation', 'training']);
  const localised = useLocalised();
  const id = useId();
  const keeping = useTraining((state) => state.keepingTeacher);
  const set = useData((state) => state.sets.find((one) => one.id === textSet));
  const size = sizes.find((one) => one.id === teacher);
  const points = task === 'points' ? datasets.find((one) => one.id === dataset) : undefined;
  const given = t('training:defaultTeacherName', {
    size: size ? localised(size.label).split(' · ')[0] : teacher,
    set: points
      ? localised(points.label)
      : textSet === BUILT_IN_SET
        ? t('data.builtInSentences')
        : (set?.name ?? t('data.removedSet')),
  }).slice(0, LONGEST_NAME);
  const [name, setName] = useState<string | null>(null);
  return (
    <form
      className="keep-teacher"
      onSubmit={(event) => {
        event.preventDefault();
        void actions.keepTeacher(name?.trim() || given);
      }}
    >
      <p id={`${id}-help`} className="keep-teacher__words soft">
        {t('training:keepTeacherHelp')}
      </p>
      <input
        className="field__control keep-teacher__name"
        aria-label={t('training:teacherName')}
        value={name ?? given}
        maxLength={LONGEST_NAME}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit" small disabled={keeping} aria-describedby={`${id}-help`}>
        {t('training:keepTeacher')}
      </Button>
    </form>
  );
}

function Kept({ teacher }: { teacher: ModelCard }) {
  const { t } = useTranslation(['translation', 'training']);
  const { id, name } = teacher;
  const inUse = useExperiment(({ config }) => config.teacher === modelTeacher(teacher));
  return (
    <div className="keep-teacher">
      <p className="keep-teacher__words" aria-live="polite">
        {t('training:teacherKept', { name })}
      </p>
      <Button
        small
        disabled={inUse}
        aria-label={t('data.useSet', { name })}
        onClick={() => actions.useAsTeacher(id)}
      >
        {inUse ? t('data.inUse') : t('data.use')}
      </Button>
    </div>
  );
}
