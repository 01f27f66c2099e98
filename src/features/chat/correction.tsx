// Below a turn: the way to put it right, the form while it is open, and how it was put right.

import { useTranslation } from 'react-i18next';
import type { AssistantEntry } from '../../state/chat-store';
import { actions, useCorrections } from '../../state/hooks';
import { Button } from '../../ui/button';
import { callText } from './call-text';
import { CorrectTurn } from './correct-turn';

export default function Correction({ turn }: { turn: AssistantEntry }) {
  const { t } = useTranslation('correct');
  const open = useCorrections(({ editing }) => editing?.turn === turn.id);
  const there = useCorrections(({ list }) => list.some(({ id }) => id === turn.corrected?.id));
  if (open) return <CorrectTurn turn={turn} />;
  const { corrected } = turn;
  if (!corrected || !there)
    return (
      <p>
        <Button small look="quiet" onClick={() => void actions.correctTurn(turn.id)}>
          {t('open')}
        </Button>
      </p>
    );
  const { steps, say } = corrected.turn;
  return (
    <div role="group" aria-label={t('corrected')} className="corrected">
      <b>{t('corrected')}</b>
      {steps.map(({ call }, i) => (
        <code key={i}>{callText(call)}</code>
      ))}
      <span lang="en">{say}</span>
      <Button small look="quiet" onClick={() => void actions.correctTurn(turn.id)}>
        {t('open')}
      </Button>
      <Button small look="quiet" onClick={() => void actions.takeBackCorrection(turn.id)}>
        {t('takeBack')}
      </Button>
    </div>
  );
}
