// The end of an import: a name for the set, and keep it or not.

import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Importing } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

const LONGEST_NAME = 60;

/** "snips-train.jsonl" → "snips-train". */
const nameOf = (file: string): string => file.replace(/\.[^.]+(?:\.gz)?$/, '').slice(0, LONGEST_NAME);

export function KeepForm({ importing: { files, busy, preview } }: { importing: Importing }) {
  const { t } = useTranslation(['translation', 'data']);
  const id = useId();
  const [name, setName] = useState(nameOf(files[0]?.name ?? ''));
  const ready = busy === null && preview?.problem === null;
  return (
    <form
      className="keep"
      onSubmit={(event) => {
        event.preventDefault();
        actions.keepData(name.trim() || nameOf(files[0]?.name ?? ''));
      }}
    >
      <label className="field__label" htmlFor={id}>
        {t('data:name')}
      </label>
      <input
        id={id}
        className="field__control keep__name"
        value={name}
        maxLength={LONGEST_NAME}
        onChange={({ target }) => setName(target.value)}
      />
      {ready && <p className="soft keep__help">{t('data:keepHelp')}</p>}
      <Button type="button" onClick={actions.cancelImport}>
        {t('data.cancel')}
      </Button>
      <Button type="submit" look="primary" disabled={!ready}>
        {t('data:keep')}
      </Button>
    </form>
  );
}
