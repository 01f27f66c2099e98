// What is done with a model more rarely: started from, exported, kept, named and noted, deleted.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import type { ModelCard } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

interface ModelMoreProps {
  card: ModelCard;
  name: string;
}

export function ModelMore({ card, name }: ModelMoreProps) {
  const { t } = useTranslation('library');
  const [naming, setNaming] = useState(false);
  /** On this device: the one that comes with the page is not. */
  const stored = card.id !== SHIPPED_TEACHER;
  return (
    <div className="model__more">
      <Button
        small
        look="quiet"
        aria-label={t('startFrom', { name })}
        onClick={() => void actions.library().then((library) => library.startStudent(card, name))}
      >
        {t('start')}
      </Button>
      <Button
        small
        look="quiet"
        aria-label={t('exportOf', { name })}
        onClick={() => void actions.openExport(card.id)}
      >
        {t('export')}
      </Button>
      {stored && card.kept && (
        <Button
          small
          look="quiet"
          aria-expanded={naming}
          aria-label={t('renameOf', { name })}
          onClick={() => setNaming(!naming)}
        >
          {t('rename')}
        </Button>
      )}
      {stored && !card.kept && (
        <Button
          small
          look="quiet"
          aria-label={t('keepOf', { name })}
          onClick={() => void actions.library().then((library) => library.keep(card, name))}
        >
          {t('keep')}
        </Button>
      )}
      {stored && (
        <Button
          small
          look="quiet"
          aria-label={t('deleteOf', { name })}
          onClick={() => void actions.removeModel(card.id, name)}
        >
          {t('delete')}
        </Button>
      )}
      {naming && <Names card={card} onDone={() => setNaming(false)} />}
    </div>
  );
}

/** Name, note and tags of a kept model. */
function Names({ card, onDone }: { card: ModelCard; onDone: () => void }) {
  const { t } = useTranslation('library');
  const [name, setName] = useState(card.name);
  const [note, setNote] = useState(card.note);
  const [tags, setTags] = useState(card.tags.join(', '));
  const save = async () => {
    const library = await actions.library();
    const list = tags.split(/[,，]/).map((tag) => tag.trim());
    await library.change(card.id, {
      name: name.trim() || card.name,
      note: note.trim(),
      tags: [...new Set(list.filter((tag) => tag !== ''))],
    });
    onDone();
  };
  return (
    <form
      className="model__names"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label>
        {t('name')}
        <input
          className="field__control"
          value={name}
          maxLength={80}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        {t('tags')}
        <input
          className="field__control"
          value={tags}
          maxLength={200}
          onChange={({ target }) => setTags(target.value)}
        />
      </label>
      <label className="model__long">
        {t('note')}
        <textarea
          className="field__control"
          value={note}
          maxLength={2000}
          rows={2}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <Button type="submit" small>
        {t('save')}
      </Button>
    </form>
  );
}
