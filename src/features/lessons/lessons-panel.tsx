// What stands beside the playground while somebody learns: the list of lessons, or the one that is open.

import { useLessons } from '../../state/hooks';
import { LessonList } from './lesson-list';
import { LessonPage } from './lesson-page';

export default function LessonsPanel() {
  const lesson = useLessons((state) => state.lesson);
  return lesson ? <LessonPage key={lesson.id} lesson={lesson} /> : <LessonList />;
}
