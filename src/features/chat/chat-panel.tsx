// The Chat panel: who answers, the conversation, and the message box.

import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { recognisesIntents } from '../../state/chat-store';
import { useChat, useEngine, useTraining } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { ProgressBar } from '../../ui/progress-bar';
import { ChatLog } from './chat-log';
import './chat-panel.css';
import { Composer } from './composer';
import { Decoding } from './decoding';
import { Suggestions } from './suggestions';
import { TalkTo } from './talk-to';

export function ChatPanel() {
  const { t } = useTranslation();
  const empty = useChat((state) => state.entries.length === 0);
  const intents = useTraining(recognisesIntents);
  const clear = useChat((state) => state.clear);
  return (
    <Panel
      title={t('chat.title')}
      bare
      className="chat"
      aside={
        !empty && (
          <Button look="quiet" small onClick={clear}>
            {t('chat.clear')}
          </Button>
        )
      }
      footer={
        <div className="chat__foot">
          {!empty && <Suggestions wrap={false} />}
          <LoadingTeacher />
          <Composer />
          {!intents && <Decoding />}
        </div>
      }
    >
      <div className="chat__who">
        <TalkTo />
      </div>
      <ChatLog />
    </Panel>
  );
}

function LoadingTeacher() {
  const { t } = useTranslation();
  const locale = useLocale();
  const progress = useEngine((state) => state.progress.teacher);
  if (!progress) return null;
  const { done, total } = progress;
  const text = total > 0 ? `${formatBytes(locale, done)} / ${formatBytes(locale, total)}` : '';
  return <ProgressBar label={t('chat.loadingTeacher')} done={done} total={total} text={text} />;
}
