// The message box. While a turn is written, the button stops it.

import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useChat } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import './composer.css';

/** There is one message box on the page. */
const ID = 'message';

export const focusMessage = (): void => document.getElementById(ID)?.focus();

export function Composer() {
  const { t } = useTranslation();
  const text = useChat((state) => state.draft);
  const setText = useChat((state) => state.setDraft);
  const writing = useChat((state) => state.writing !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (writing || text.trim() === '') return;
    actions.sendMessage(text);
    setText('');
  };
  return (
    <form className="composer" onSubmit={submit}>
      <label htmlFor={ID} className="visually-hidden">
        {t('chat.message')}
      </label>
      <input
        id={ID}
        type="text"
        className="composer__box"
        value={text}
        placeholder={t('chat.placeholder')}
        autoComplete="off"
        enterKeyHint="send"
        onFocus={actions.warmUp}
        onChange={(event) => setText(event.target.value)}
      />
      {writing && <IconButton icon="stop" label={t('chat.stopWriting')} onClick={actions.stopMessage} />}
      <Button type="submit" look="primary" icon="send" disabled={writing || text.trim() === ''}>
        {t('chat.send')}
      </Button>
    </form>
  );
}
