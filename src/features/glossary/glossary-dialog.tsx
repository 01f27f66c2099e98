// The dialog "Glossary": all words of the field, found by name or by question; beside the list the entry that was chosen.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entryOf, glossary, type GlossaryEntry } from '../../catalog/glossary';
import { lessonsOn } from '../../catalog/glossary-lessons';
import { searchGlossary } from '../../catalog/glossary-search';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, usePage } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Terms } from '../../ui/terms';
import { TextField } from '../../ui/text-field';
import './glossary-dialog.css';

/** What is found is shown down to this share of the best one's score. */
const NEAR = 0.3;

export default function GlossaryDialog() {
  const { t } = useTranslation(['translation', 'glossary']);
  const locale = useLocale();
  const localised = useLocalised();
  const term = usePage((state) => state.term);
  const lookUp = usePage((state) => state.lookUp);
  const [query, setQuery] = useState('');
  const chosen = entryOf(term ?? '');
  const all = [...glossary].sort((a, b) => a.term[locale].localeCompare(b.term[locale], locale));
  const hits = searchGlossary(query);
  const near = hits.filter(({ score }) => score >= NEAR * hits[0]!.score).map(({ entry }) => entry);
  const found = query.trim() === '' ? all : near;
  return (
    <Dialog title={t('app.glossary')} closeLabel={t('glossary:close')} onClose={() => lookUp(null)}>
      <div className={chosen ? 'glossary glossary--chosen' : 'glossary'}>
        <div className="glossary__find">
          <TextField
            label={t('glossary:search')}
            value={query}
            onChange={setQuery}
            placeholder={t('glossary:placeholder')}
          />
          {found.length === 0 && <p role="status">{t('glossary:none')}</p>}
          <ul aria-label={t('glossary:terms')} className="glossary__terms">
            {found.map(({ id, term: name }) => (
              <li key={id}>
                <button
                  type="button"
                  className="glossary__term"
                  aria-current={id === chosen?.id ? 'true' : undefined}
                  onClick={() => lookUp(id)}
                >
                  {localised(name)}
                </button>
              </li>
            ))}
          </ul>
        </div>
        {chosen ? (
          <Entry key={chosen.id} entry={chosen} />
        ) : (
          <p className="glossary__entry soft">{t('glossary:choose')}</p>
        )}
      </div>
    </Dialog>
  );
}

function Entry({ entry }: { entry: GlossaryEntry }) {
  const { t } = useTranslation(['translation', 'glossary']);
  const locale = useLocale();
  const localised = useLocalised();
  const lookUp = usePage((state) => state.lookUp);
  const others = entry.names.filter(
    (name) =>
      name.length > 1 &&
      /\p{Script=Han}/u.test(name) === (locale === 'zh-CN') &&
      name !== localised(entry.term),
  );
  return (
    <article aria-label={localised(entry.term)} className="glossary__entry">
      <Button look="quiet" small className="glossary__back" onClick={() => lookUp('')}>
        {t('glossary:all')}
      </Button>
      <h3>{localised(entry.term)}</h3>
      {others.length > 0 && (
        <p className="soft">{t('glossary:also', { names: others.join(t('glossary:comma')) })}</p>
      )}
      <p className="glossary__text">
        <Terms>{localised(entry.text)}</Terms>
      </p>
      {lessonsOn(entry.id).length > 0 && (
        <p className="glossary__related">
          <span className="soft">{t('glossary:shown')}</span>
          {lessonsOn(entry.id).map((lesson) => (
            <Button
              key={lesson.id}
              small
              onClick={() => {
                lookUp(null);
                actions.openLesson(lesson);
              }}
            >
              {localised(lesson.title)}
            </Button>
          ))}
        </p>
      )}
      <p className="glossary__related">
        <span className="soft">{t('glossary:related')}</span>
        {entry.related.map((id) => (
          <Button key={id} small onClick={() => lookUp(id)}>
            {localised(entryOf(id)!.term)}
          </Button>
        ))}
      </p>
    </article>
  );
}
