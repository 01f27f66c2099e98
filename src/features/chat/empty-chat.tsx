// The chat before the first message: who is there and what to ask.

import { useTranslation } from 'react-i18next';
import { recognisesIntents } from '../../state/chat-store';
import { useTraining } from '../../state/hooks';
import './empty-chat.css';
import { Suggestions } from './suggestions';

export function EmptyChat() {
  const { t } = useTranslation();
  const intents = useTraining(recognisesIntents);
  return (
    <div className="empty-chat">
      <h3>{t(intents ? 'chat.intentsTitle' : 'chat.emptyTitle')}</h3>
      <p className="soft">
        {intents ? t('chat.intentsEmpty') : `${t('chat.empty')} ${t('chat.english')}`} {t('chat.tryThese')}
      </p>
      <Suggestions wrap />
    </div>
  );
}
