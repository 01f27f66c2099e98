// "Lesson": its text, and where it has a trial: the prediction, the experiment, what it showed, and a question.

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lesson, Trial } from '../../catalog/lesson';
import { lessons } from '../../catalog/lessons';
import { speakMeanwhile } from '../../i18n/i18n';
import { useLocalised } from '../../i18n/use-localised';
import { actions, useLessons, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button, IconButton } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { Choices } from './choices';
import './lessons.css';
import { Result } from './result';
import { TrialProgress } from './trial-progress';

export function LessonPage({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const next =
    lesson.number === undefined ? undefined : lessons.find(({ number }) => number! > lesson.number!);
  const panel = useRef<HTMLElement>(null);
  // whoever comes from the list, or from the lesson before, reads on from the top
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  useEffect(() => lesson.language && speakMeanwhile(lesson.language), [lesson.language]);
  return (
    <Panel
      ref={panel}
      title={t('lesson:title')}
      className="lesson"
      aside={
        <>
          <Button look="quiet" small onClick={() => void actions.leaveLesson('list')}>
            {t('lesson:all')}
          </Button>
          <IconButton
            icon="close"
            label={t('lesson:leave')}
            onClick={() => void actions.leaveLesson('page')}
          />
        </>
      }
    >
      <article className="lesson__page">
        <h3 className="lesson__title">
          {lesson.number !== undefined && <span className="lesson__number">{lesson.number}</span>}{' '}
          {say(lesson.title)}
        </h3>
        {lesson.text.map((paragraph, i) => (
          <p key={i} className="lesson__paragraph">
            {say(paragraph)}
          </p>
        ))}
        {lesson.trial && <TrialPart trial={lesson.trial} />}
        {lesson.onwards && <Onwards onwards={lesson.onwards} />}
        {next && (
          <Button className="lesson__next" onClick={() => actions.openLesson(next)}>
            {t('lesson:next', { title: say(next.title) })}
          </Button>
        )}
      </article>
    </Panel>
  );
}

function Onwards({ onwards: { text, opens } }: { onwards: NonNullable<Lesson['onwards']> }) {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const open = async () => {
    await actions.leaveLesson('page'); // else what is put on the table would be undone with the lesson
    actions.openData();
  };
  return (
    <section aria-label={t('lesson:onwards')}>
      <h4 className="lesson__heading">{t('lesson:onwards')}</h4>
      {text.map((paragraph) => (
        <p key={paragraph.en} className="lesson__paragraph">
          {say(paragraph)}
        </p>
      ))}
      <Button icon="upload" onClick={() => void open()}>
        {t(`${opens}.open`)}
      </Button>
    </section>
  );
}

function TrialPart({ trial }: { trial: Trial }) {
  const { t } = useTranslation(['translation', 'lesson']);
  const { predicted, trial: phase, result, seed } = useLessons((state) => state);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const next = result ? seed + 1 : seed; // the same seed would only say the same
  return (
    <>
      <Choices
        title={t('lesson:predict')}
        question={trial.prediction}
        chosen={predicted}
        fixed={phase !== 'ready'}
        onChoose={(choice) => actions.predict(choice)}
      />
      {phase === 'running' ? (
        <TrialProgress trial={trial} />
      ) : (
        <div className="lesson__start">
          <Button
            look={result ? 'plain' : 'primary'}
            icon="play"
            disabled={busy || predicted === null}
            onClick={() => actions.startTrial(next)}
          >
            {t(result ? 'lesson:otherSeed' : phase === 'ready' ? 'lesson:run' : 'lesson:again', {
              seed: next,
            })}
          </Button>
          <span className="soft">
            {busy
              ? t('lesson:busy')
              : predicted === null
                ? t('lesson:first')
                : t(result ? 'lesson:seed' : 'lesson:runs', { count: trial.runs.length, seed })}
          </span>
        </div>
      )}
      {phase === 'stopped' && <p role="status">{t('lesson:stopped')}</p>}
      {phase === 'failed' && <p role="alert">{t('lesson:failed')}</p>}
      {result && <Result trial={trial} result={result} />}
    </>
  );
}
