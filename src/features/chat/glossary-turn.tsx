// What the glossary says to a question about the playground: the entries that answer it, or that it has no answer and which are nearest.

import { useTranslation } from 'react-i18next';
import { entryOf } from '../../catalog/glossary';
import { lessonsOn } from '../../catalog/glossary-lessons';
import { useLocale } from '../../i18n/use-localised';
import type { GlossaryEntry } from '../../state/chat-store';
import { actions, useChat, usePage } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Terms } from '../../ui/terms';
import './glossary-turn.css';

export default function GlossaryTurn({ turn }: { turn: GlossaryEntry }) {
  const { t } = useTranslation(['translation', 'glossary']);
  const page = useLocale();
  const locale = turn.chinese ? 'zh-CN' : page;
  const lookUp = usePage((state) => state.lookUp);
  const writing = useChat((state) => state.writing !== null);
  const entries = turn.ids.map((id) => entryOf(id)!);
  const related = [...new Set(entries.flatMap((entry) => entry.related))].filter(
    (id) => !turn.ids.includes(id),
  );
  return (
    <article aria-label={t('app.glossary')} className="turn glossary-turn">
      <p className="turn__who">
        <Icon name="glossary" /> {t('glossary:from')}
      </p>
      {!turn.known && <p>{t('glossary:unknown')}</p>}
      {turn.known &&
        entries.map(({ id, term, text }) => (
          <section key={id} lang={locale}>
            <h3>{term[locale]}</h3>
            <p>
              <Terms>{text[locale]}</Terms>
            </p>
          </section>
        ))}
      <p className="glossary-turn__more">
        {(turn.known ? related.slice(0, 3) : turn.ids).map((id) => (
          <Button key={id} small lang={locale} onClick={() => lookUp(id)}>
            {entryOf(id)!.term[locale]}
          </Button>
        ))}
        {turn.known &&
          lessonsOn(turn.ids[0]!)
            .slice(0, 1)
            .map((lesson) => (
              <Button
                key={lesson.id}
                small
                icon="lesson"
                lang={locale}
                onClick={() => actions.openLesson(lesson)}
              >
                {lesson.title[locale]}
              </Button>
            ))}
        {turn.alone && (
          <Button small look="quiet" disabled={writing} onClick={() => actions.askModel(turn.said)}>
            {t('glossary:askModel')}
          </Button>
        )}
      </p>
    </article>
  );
}
