// What to look at where models read words: a sentence as typed, or a training row.

import type { FormEvent } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useMicroscope } from '../../state/hooks';
import { Button } from '../../ui/button';
import { RowSearch } from './row-search';

export function SentenceForm({ trained }: { trained: boolean }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const id = useId();
  const sentence = useMicroscope((state) => state.sentence);
  const setSentence = useMicroscope((state) => state.setSentence);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sentence.trim() !== '') actions.look({ kind: 'text', text: sentence });
  };
  return (
    <div className="microscope__subject">
      <form className="microscope__form" onSubmit={submit}>
        <label className="field__label" htmlFor={id}>
          {t('microscope:sentence')}
        </label>
        <input
          id={id}
          type="text"
          className="field__control"
          value={sentence}
          placeholder={t('microscope:placeholder')}
          autoComplete="off"
          enterKeyHint="go"
          onChange={(event) => setSentence(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={sentence.trim() === ''}>
          {t('microscope:look')}
        </Button>
      </form>
      {trained && <RowSearch />}
    </div>
  );
}
