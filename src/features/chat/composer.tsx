// The message box. While a turn is written, the button stops it.

import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useChat } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import './composer.css';

export function Composer() {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const writing = useChat((state) => state.writing !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (writing || text.trim() === '') return;
    actions.sendMessage(text);
    setText('');
  };
  return (
    <form className="composer" onSubmit={submit}>
      <label htmlFor={id} className="visually-hidden">
        {t('chat.message')}
      </label>
      <input
        id={id}
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
