// Of the run that has just come to its end: that its teacher knew less than the student or the baseline.

import { lazy } from 'react';
import { withWords } from '../../i18n/i18n';
import { useTraining } from '../../state/hooks';
import { teacherBehind } from '../../state/teacher-behind';
import { wasStopped } from '../../state/training-store';

const TeacherBehind = lazy(() => withWords('behind', () => import('../../ui/teacher-behind')));

export function TeacherNote() {
  const finished = useTraining((state) => state.phase === 'done' && !wasStopped(state));
  const last = useTraining((state) => state.report);
  const behind = finished && last ? teacherBehind(last.report, last.config.task) : null;
  return behind && <TeacherBehind {...behind} />;
}
