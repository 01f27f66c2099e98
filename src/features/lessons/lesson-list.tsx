// "Lessons": those that come with the page.

import { useTranslation } from 'react-i18next';
import { lessons } from '../../catalog/lessons';
import { useLocalised } from '../../i18n/use-localised';
import { actions, usePage } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import { Panel } from '../../ui/panel';
import './lessons.css';

export function LessonList() {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const openPack = usePage((state) => state.openPack);
  return (
    <Panel
      title={t('lesson:list.title')}
      className="lesson"
      aside={
        <>
          <Button look="quiet" small onClick={() => openPack(true)}>
            {t('lesson:pack')}
          </Button>
          <IconButton
            icon="close"
            label={t('lesson:list.close')}
            onClick={() => void actions.leaveLesson('page')}
          />
        </>
      }
    >
      <p className="soft">{t('lesson:list.help')}</p>
      <ol className="lesson__list">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <button type="button" className="lesson__entry" onClick={() => actions.openLesson(lesson)}>
              <span className="lesson__number" aria-hidden="true">
                {lesson.number}
              </span>
              <span>
                <strong>{say(lesson.title)}</strong>
                <span className="soft lesson__about">{say(lesson.about)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
