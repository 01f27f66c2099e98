// "Lessons": those that come with the page, and a way to make a link of one's own.

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lessons } from '../../catalog/lessons';
import { useLocalised } from '../../i18n/use-localised';
import { actions, usePage } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import type { Draft } from './lesson-maker';
import './lessons.css';

const LessonMaker = lazy(() =>
  import('./lesson-maker').then(({ LessonMaker }) => ({ default: LessonMaker })),
);

export function LessonList() {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const openPack = usePage((state) => state.openPack);
  const [draft, setDraft] = useState<Draft>({ title: '', text: '', hide: [], language: '' });
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
      <Disclosure summary={t('lesson:make.title')}>
        {() => (
          <Suspense>
            <LessonMaker draft={draft} onChange={setDraft} />
          </Suspense>
        )}
      </Disclosure>
    </Panel>
  );
}
