// What this page is, in two sentences: on a phone, where the chat is what one sees first and nothing else says it.

import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button';
import './welcome.css';

interface WelcomeProps {
  onExplain: () => void;
  onDismiss: () => void;
}

export function Welcome({ onExplain, onDismiss }: WelcomeProps) {
  const { t } = useTranslation();
  return (
    <aside className="welcome" aria-label={t('welcome.title')}>
      <p className="welcome__title">{t('welcome.title')}</p>
      <p className="soft">{t('welcome.text')}</p>
      <Button small onClick={onExplain}>
        {t('app.how')}
      </Button>
      <IconButton className="welcome__close" icon="close" label={t('app.dismiss')} onClick={onDismiss} />
    </aside>
  );
}
