// One tool call: its name, the arguments, and the result or what went wrong.

import { useTranslation } from 'react-i18next';
import type { AssistantEntry, ToolCard as Card } from '../../state/chat-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import './tool-card.css';

export function ToolCard({ card, turn, index }: { card: Card; turn: AssistantEntry; index: number }) {
  const { t } = useTranslation(['translation', 'turn']);
  const { name, args, result, error, removed } = card;
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
      {removed && turn.status !== 'writing' && (
        <p className="tool-card__actions">
          {removed.length > 0 ? (
            <Button small look="quiet" onClick={() => void actions.undoCall(turn.id, index)}>
              {t('turn:undo')}
            </Button>
          ) : (
            <span className="soft">{t('turn:undone')}</span>
          )}
        </p>
      )}
    </div>
  );
}
