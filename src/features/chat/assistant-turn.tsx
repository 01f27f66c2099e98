// What a model wrote, or what the models make of a sentence (intent-bars.tsx): the plan as chips, its tool calls as cards, the reply token by token; behind "Every token" the whole
// transcript as the model wrote it.

import { lazy, memo, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { withWords } from '../../i18n/i18n';
import { useLocale } from '../../i18n/use-localised';
import { type AssistantEntry, isSpecial } from '../../state/chat-store';
import { ArmMark } from '../../ui/arm';
import { Disclosure } from '../../ui/disclosure';
import { HelpText } from '../../ui/help';
import { TOUCH, useMediaQuery } from '../../ui/use-media-query';
import { HeldCall, Instead } from './held-call';
import { IntentBars } from './intent-bars';
import { planOf } from './plan-of';
import { TokenText } from './token-text';
import { ToolCard } from './tool-card';

const Correction = lazy(() => withWords('correct', () => import('./correction')));

const NO_TOOL = 'none';

const AssistantTurn = memo(function AssistantTurn({ turn }: { turn: AssistantEntry }) {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  const { speaker, status, cards, tokens, say, error, held, instead, confidence } = turn;
  const plan = planOf(turn);
  const name = (speaker === 'guest' && turn.guest?.name) || t(`speaker.${speaker}`);
  const reply = tokens.filter((token) => token.part === 'say' && !isSpecial(token.text));
  return (
    <article aria-label={name} aria-busy={status === 'writing'} className={`turn turn--${speaker}`}>
      <p className="turn__who">
        <ArmMark arm={speaker} /> {name}
      </p>
      {plan.length > 0 && (
        <p className="turn__plan">
          <span className="soft">{t('turn:plan')}</span>
          {plan.map((tool, index) => (
            <span key={index} className="turn__step">
              {tool === NO_TOOL ? t('turn:noTool') : tool}
            </span>
          ))}
          {confidence !== undefined && (
            <span className="soft" title={t('turn:confidenceHelp')}>
              {t('turn:confidence', { share: formatShare(locale, confidence, 0) })}
            </span>
          )}
        </p>
      )}
      {turn.recognition && <IntentBars recognition={turn.recognition} />}
      {cards.map((card, index) => card && <ToolCard key={index} card={card} turn={turn} index={index} />)}
      {held && <HeldCall turn={turn} held={held} />}
      {reply.length > 0 ? (
        <TokenText tokens={reply} speaker={speaker} label={t('turn:reply')} />
      ) : (
        say && <p>{say}</p>
      )}
      {instead && instead.length > 0 && <Instead instead={instead} />}
      {status === 'writing' && reply.length === 0 && <p className="soft">{t('turn:thinking')}</p>}
      {error && <Failure code={error.code} message={error.message} />}
      {status !== 'writing' && !turn.recognition && (
        <Suspense>
          <Correction turn={turn} />
        </Suspense>
      )}
      {status !== 'writing' && tokens.length > 0 && <Details turn={turn} />}
    </article>
  );
});

export default AssistantTurn;

function Failure({ code, message }: NonNullable<AssistantEntry['error']>) {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  return <p className="turn__failure">{locale === 'en' ? message : t(`problems.${code}`)}</p>;
}

function Details({ turn }: { turn: AssistantEntry }) {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  const touch = useMediaQuery(TOUCH);
  const { tokens, ms, status, speaker, agreed } = turn;
  const figures =
    ms === undefined
      ? ''
      : t('turn:tokens', { count: tokens.length, seconds: formatNumber(locale, ms / 1000, 2) });
  return (
    <Disclosure
      summary={[
        t('turn:everyToken'),
        figures,
        agreed ? t('turn:agreed', agreed) : '',
        status === 'stopped' ? t('turn:stopped') : '',
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {() => (
        <div className="turn__details">
          <HelpText>{t(touch ? 'turn:tokensHelpTouch' : 'turn:tokensHelp')}</HelpText>
          <TokenText tokens={tokens} speaker={speaker} label={t('turn:everyToken')} />
        </div>
      )}
    </Disclosure>
  );
}
