// One tool call: its name, the arguments, and the result or what went wrong.

import { useTranslation } from 'react-i18next';
import type { ToolCard as Card } from '../../state/chat-store';
import { Icon } from '../../ui/icon';
import './tool-card.css';

export function ToolCard({ card }: { card: Card }) {
  const { t } = useTranslation(['translation', 'turn']);
  const { name, args, result, error } = card;
  return (
    <div
      role="group"
      aria-label={t('turn:toolCall', { name })}
      className={error === undefined ? 'tool-card' : 'tool-card tool-card--failed'}
    >
      <p className="tool-card__call">
        <Icon name="wrench" size={14} />
        <code>
          <b>{name}</b>({args.join(', ')})
        </code>
      </p>
      <p className="tool-card__result">
        {error ?? result ?? <span className="soft">{t('turn:running')}</span>}
      </p>
    </div>
  );
}
