// "Instructor's pack": all lessons as a class needs them on paper, from the lessons' own words, what their experiments came to when they
// were measured, and the glossary. Printed, it is these pages and nothing else.

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { entryOf, glossary } from '../../catalog/glossary';
import { linked } from '../../catalog/glossary-links';
import type { Figure, Lesson, Question, Trial } from '../../catalog/lesson';
import { type LessonResults, lessonResults } from '../../catalog/lesson-results';
import { lessons } from '../../catalog/lessons';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { usePage } from '../../state/hooks';
import { download } from '../../state/download';
import { Button } from '../../ui/button';
import { SaveChart } from '../../ui/chart/save-button';
import { Figures } from './figures';
import './instructors-pack.css';
import './lessons.css';
import { figureText, withFigures } from './said';

/** What people read in a minute: words, or Chinese characters. */
const READ = { en: 130, 'zh-CN': 220 } as const;
/** Minutes. */
const FORETELL = 2;
const TALK = 4;

export default function InstructorsPack() {
  const { t } = useTranslation(['translation', 'pack']);
  const say = useLocalised();
  const locale = useLocale();
  const openPack = usePage((state) => state.openPack);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const terms = [...glossary].sort((a, b) => a.term[locale].localeCompare(b.term[locale], locale));
  return (
    <section aria-label={t('pack:title')} className="pack">
      <header className="pack__head">
        <h1 ref={head} tabIndex={-1}>
          {t('pack:title')}
        </h1>
        <div className="pack__tools">
          <Button look="primary" onClick={() => window.print()}>
            {t('pack:print')}
          </Button>
          <Button onClick={() => openPack(false)}>{t('pack:close')}</Button>
        </div>
      </header>
      <p>{t('pack:intro')}</p>
      <p>{t('pack:before')}</p>
      <h2>{t('pack:plan')}</h2>
      <table className="pack__plan">
        <tbody>
          {lessons.map((lesson) => (
            <tr key={lesson.id}>
              <td>{lesson.number}</td>
              <th scope="row">{say(lesson.title)}</th>
              <td>{t('pack:minutes', { minutes: timing(lesson, locale).total })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lessons.map((lesson) => (
        <LessonSheet key={lesson.id} lesson={lesson} />
      ))}
      <section className="pack__sheet">
        <h2>{t('pack:glossary')}</h2>
        <dl className="pack__terms">
          {terms.map(({ id, term, text }) => (
            <div key={id}>
              <dt>{say(term)}</dt>
              <dd>{say(text)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </section>
  );
}

/** In whole minutes. */
function timing({ text, trial }: Lesson, locale: 'en' | 'zh-CN') {
  const words = text.map((paragraph) => paragraph[locale]).join(' ');
  const length = locale === 'en' ? words.split(/\s+/).length : words.length;
  const read = Math.max(1, Math.round(length / READ[locale]));
  const parts = { read, foretell: trial ? FORETELL : 0, run: trial ? 1 + trial.runs.length : 0, talk: TALK };
  return { ...parts, total: parts.read + parts.foretell + parts.run + parts.talk };
}

function LessonSheet({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation(['translation', 'pack']);
  const say = useLocalised();
  const locale = useLocale();
  const { title, about, text, trial, number, onwards } = lesson;
  const named = [title, about, ...text].flatMap((one) => linked(one[locale]).flatMap(({ id }) => id ?? []));
  const words = [...new Set(named)].map((id) => say(entryOf(id)!.term));
  return (
    <section aria-label={say(title)} className="pack__sheet">
      <h2>
        {number !== undefined && <span className="lesson__number">{number}</span>} {say(title)}
      </h2>
      <p className="pack__about">{say(about)}</p>
      <p>{t('pack:timing', timing(lesson, locale))}</p>
      <h3>{t('pack:notes')}</h3>
      {text.map((paragraph) => (
        <p key={paragraph.en}>{say(paragraph)}</p>
      ))}
      {trial && <TrialSheet trial={trial} results={lessonResults[lesson.id]} number={number} />}
      {onwards && (
        <>
          <h3>{t('pack:onwards')}</h3>
          {onwards.text.map((paragraph) => (
            <p key={paragraph.en}>{say(paragraph)}</p>
          ))}
        </>
      )}
      {words.length > 0 && <p className="soft">{t('pack:words', { words: words.join(t('pack:comma')) })}</p>}
    </section>
  );
}

interface TrialSheetProps {
  trial: Trial;
  /** Absent where it was not measured. */
  results: LessonResults | undefined;
  number: number | undefined;
}

function TrialSheet({ trial, results, number }: TrialSheetProps) {
  const { t } = useTranslation(['translation', 'pack', 'lesson']);
  const say = useLocalised();
  const locale = useLocale();
  const units = {
    points: (value: string) => t('lesson:points', { value }),
    times: (value: string) => t('lesson:times', { value }),
    nats: (value: string) => t('lesson:nats', { value }),
  };
  const write = (figure: Figure) => figureText(locale, figure, units);
  /** Figures that are not known are left to be filled in. */
  const filled = (words: string) =>
    withFigures(words, results?.figures ?? [], write).replace(/\{\{\w+\}\}/g, t('pack:blank'));
  const blank = (words: string) => words.replace(/\{\{\w+\}\}/g, t('pack:blank'));
  return (
    <>
      <h3>{t('pack:ask')}</h3>
      <Asked question={trial.prediction} marked={results?.came} mark={t('pack:comes')} />
      <h3>{t('pack:expect')}</h3>
      {results ? (
        <>
          <figure className="pack__picture">
            <Figures figures={results.figures.filter(({ hidden }) => !hidden)} write={write} />
            <SaveChart name={t('pack:picture', { number })} save={download} />
          </figure>
          <p>{filled(say(trial.holds))}</p>
          <p className="soft">{t('pack:measured', { ...results })}</p>
        </>
      ) : (
        <>
          <p>{blank(say(trial.holds))}</p>
          <p className="soft">{t('pack:unmeasured')}</p>
        </>
      )}
      <h3>{t('pack:otherwise')}</h3>
      <p>{blank(say(trial.fails))}</p>
      <h3>{t('pack:after')}</h3>
      <Asked question={trial.question} marked={results?.answer} mark={t('pack:isRight')} />
      <h3>{t('pack:because')}</h3>
      <p>{filled(say(trial.because))}</p>
    </>
  );
}

interface AskedProps {
  question: Question;
  /** The choice that is right, where it is known. */
  marked: string | undefined;
  mark: string;
}

function Asked({ question, marked, mark }: AskedProps) {
  const say = useLocalised();
  return (
    <>
      <p>{say(question.ask)}</p>
      <ul className="pack__choices">
        {question.choices.map(({ id, label }) => (
          <li key={id}>
            {id === marked ? <strong>{say(label)}</strong> : say(label)} {id === marked && <em>✓ {mark}</em>}
          </li>
        ))}
      </ul>
    </>
  );
}
