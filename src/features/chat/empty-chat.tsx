// The chat before the first message: who is there and what to ask.

import { useTranslation } from 'react-i18next';
import './empty-chat.css';
import { Suggestions } from './suggestions';

export function EmptyChat() {
  const { t } = useTranslation();
  return (
    <div className="empty-chat">
      <h3>{t('chat.emptyTitle')}</h3>
      <p className="soft">
        {t('chat.empty')} {t('chat.english')}
      </p>
      <Suggestions wrap />
    </div>
  );
}
