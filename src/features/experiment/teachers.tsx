// "Teachers": the way to more than one; those beside the first are loaded where there are any.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { sizes, taskOf } from '../../catalog/catalog';
import { finishedTeacherId } from '../../catalog/run-config';
import { MOST_MORE, type TeacherChoice, teachersOf, teachersText } from '../../catalog/teachers';
import { withWords } from '../../i18n/i18n';
import { useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';

const MoreTeachers = lazy(() => withWords('teachers', () => import('./more-teachers')));

export function Teachers() {
  const { t } = useTranslation();
  const config = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const [first, ...more] = teachersOf(config) as [TeacherChoice, ...TeacherChoice[]];
  const add = () => {
    const size = finishedTeacherId(config.teacher) === null ? config.teacher : defaultSize(config.task);
    set('moreTeachers', teachersText([...more, { teacher: size, specialty: '' }]));
  };
  return (
    <div role="group" aria-label={t('teachers.title')} className="teachers">
      <Suspense>{(more.length > 0 || first.specialty !== '') && <MoreTeachers />}</Suspense>
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
