// A run is given a name, in the place where its name stands.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import type { RunEntry } from '../../state/runs-store';
import { Button } from '../../ui/button';

/** As many as a run file takes. */
const MOST_LETTERS = 80;

export function RunName({ run, onDone }: { run: RunEntry; onDone: () => void }) {
  const { t } = useTranslation(['translation', 'runs']);
  const [name, setName] = useState(run.name ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    void actions.changeRun(run.id, { name: name.trim() });
    onDone();
  };
  return (
    <form className="run__naming" onSubmit={save} onKeyDown={({ key }) => key === 'Escape' && onDone()}>
      <input
        autoFocus
        className="field__control"
        aria-label={t('runs:newName')}
        placeholder={t('runs:newNameHint')}
        maxLength={MOST_LETTERS}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button small type="submit">
        {t('runs:save')}
      </Button>
      <Button small look="quiet" onClick={onDone}>
        {t('runs:cancel')}
      </Button>
    </form>
  );
}
