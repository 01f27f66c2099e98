// What is done with a model more rarely: started from, exported, kept, named and noted, deleted.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TEACHERS } from '../../catalog/arms';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import type { ModelCard } from '../../state/data-store';
import { actions, useRuns } from '../../state/hooks';
import { isCompressible } from '../../state/runs-store';
import { Button } from '../../ui/button';

interface ModelMoreProps {
  card: ModelCard;
  name: string;
}

export function ModelMore({ card, name }: ModelMoreProps) {
  const { t } = useTranslation('library');
  const [naming, setNaming] = useState(false);
  const { id, run } = card;
  // its run heals and measures it; a teacher would be healed by itself
  const compressible =
    useRuns(({ runs }) => runs.some((one) => one.id === run && isCompressible(one))) &&
    !TEACHERS.some((arm) => id === `${run}.${arm}`);
  /** On this device: the one that comes with the page is not. */
  const stored = id !== SHIPPED_TEACHER;
  return (
    <div className="model__more">
      <Button
        small
        look="quiet"
        aria-label={t('startFrom', { name })}
        onClick={() => void actions.startStudent(card, name)}
      >
        {t('start')}
      </Button>
      <Button
        small
        look="quiet"
        aria-label={t('exportOf', { name })}
        onClick={() => void actions.openExport(id)}
      >
        {t('export')}
      </Button>
      {run !== null && compressible && (
        <Button
          small
          look="quiet"
          aria-label={t('compressOf', { name })}
          onClick={() => actions.openCompress(id, run)}
        >
          {t('compress')}
        </Button>
      )}
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
          onClick={() => void actions.keepModel(card, name)}
        >
          {t('keep')}
        </Button>
      )}
      {stored && (
        <Button
          small
          look="quiet"
          aria-label={t('deleteOf', { name })}
          onClick={() => void actions.removeModel(id, name)}
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
    const list = tags.split(/[,，]/).map((tag) => tag.trim());
    await actions.changeModel(card.id, {
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
