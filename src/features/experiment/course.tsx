// Which course T or λ takes, below its slider: the curve and where it ends. Its picture is loaded where it is no straight line.

import { lazy, Suspense } from 'react';
import { settingsOf } from '../../catalog/settings';
import { entry as schedules } from '../../catalog/settings/schedules';
import { withWords } from '../../i18n/i18n';
import { useExperiment } from '../../state/hooks';
import type { CourseField } from './course-picture';
import { SettingFields } from './setting-fields';

const CoursePicture = lazy(() => withWords('training', () => import('./course-picture')));

export function Course({ field }: { field: CourseField }) {
  const curve = useExperiment((state) => settingsOf(state.config.settings, schedules.id)[field]);
  const end = `${field}End` as const;
  const shown = schedules.params.filter(({ id }) => id === field || (id === end && curve !== 'constant'));
  return (
    <>
      <SettingFields group={schedules.id} params={shown} />
      {curve !== 'constant' && (
        <Suspense>
          <CoursePicture field={field} />
        </Suspense>
      )}
    </>
  );
}
