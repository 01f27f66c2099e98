// A call that was not made, for the model was not sure enough: a question that yes or no answers, or why it leaves it. The page says
// this, not the model.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { AssistantEntry } from '../../state/chat-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';
import './held-call.css';

type Held = NonNullable<AssistantEntry['held']>;

/** "Shall I add “milk” to your list?", and for a tool without words of its own its name and arguments. */
function useQuestion(): (held: Held) => string {
  const { t, i18n } = useTranslation(['translation', 'turn']);
  const localised = useLocalised();
  return ({ call: { name, args }, label }) => {
    const said = args.map((arg) => arg.replaceAll('_', ' '));
    const holes = Object.fromEntries(said.map((arg, i) => [`arg${i + 1}`, arg]));
    const own = String(i18n.t(`turn:asks.${name}`, { ...holes, defaultValue: '' }));
    if (own !== '') return own;
    return t(said.length > 0 ? 'turn:askAny' : 'turn:askBare', {
      tool: localised(label),
      args: said.join(', '),
    });
  };
}

export function HeldCall({ turn, held }: { turn: AssistantEntry; held: Held }) {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  const localised = useLocalised();
  const question = useQuestion();
  if (held.as === 'decline')
    return (
      <p>
        {t('turn:declined', {
          tool: localised(held.label),
          share: formatShare(locale, turn.confidence ?? 0, 0),
        })}
      </p>
    );
  const { id, answer } = turn;
  return (
    <div role="group" aria-label={t('turn:question')} className="held-call">
      <p>{question(held)}</p>
      {answer === undefined ? (
        <p className="held-call__answers">
          <Button small onClick={() => actions.answerQuestion(id, true, t('turn:yes'))}>
            {t('turn:yes')}
          </Button>
          <Button small look="quiet" onClick={() => actions.answerQuestion(id, false, t('turn:no'))}>
            {t('turn:no')}
          </Button>
        </p>
      ) : (
        answer !== 'yes' && <p className="soft">{t('turn:left')}</p>
      )}
    </div>
  );
}

/** Things that can be said in place of what it does not do. */
export function Instead({ instead }: { instead: NonNullable<AssistantEntry['instead']> }) {
  const { t } = useTranslation(['translation', 'turn']);
  const localised = useLocalised();
  return (
    <p className="soft">
      {t('turn:instead')}{' '}
      {instead.map((example, i) => (
        <span key={i} lang="en">
          {i > 0 && ' · '}“{localised(example)}”
        </span>
      ))}
    </p>
  );
}
