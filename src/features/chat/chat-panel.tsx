// The Chat panel: who answers, the conversation, and the message box.

import { lazy, Suspense, useState } from 'react';
import { readsOf } from '../../catalog/catalog';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../i18n/formats';
import { withWords } from '../../i18n/i18n';
import { useLocale } from '../../i18n/use-localised';
import { GUESTS, recognisesIntents, speakersAtHand } from '../../state/chat-store';
import { useChat, useEngine, useExperiment, useTraining } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { ProgressBar } from '../../ui/progress-bar';
import { ChatLog } from './chat-log';
import './chat-panel.css';
import { Composer } from './composer';
import { Decoding } from './decoding';
import { MeetStudent } from './meet-student';
import { Suggestions } from './suggestions';
import { TalkTo } from './talk-to';

const Corrections = lazy(() => withWords('correct', () => import('./corrections')));

/** @param foldable whether the panel takes less room where there is nobody to talk with; it can be opened all the same. */
export function ChatPanel({ foldable = false }: { foldable?: boolean }) {
  const { t } = useTranslation();
  const nobody = useExperiment((state) => readsOf(state.config.task) === null);
  const trained = useTraining((state) => speakersAtHand(state).length > 1);
  const invited = useChat(({ guests }) => GUESTS.some((who) => guests[who]));
  const [opened, setOpened] = useState(false);
  const fold = foldable && nobody && !trained && !invited;
  if (!fold || opened) return <OpenChat onFold={fold ? () => setOpened(false) : undefined} />;
  return (
    <section className="panel chat chat--folded" aria-label={t('chat.title')}>
      <IconButton
        icon="chat"
        label={t('chat.unfold')}
        aria-expanded={false}
        onClick={() => setOpened(true)}
      />
      <p aria-hidden="true" className="chat__folded-title">
        {t('chat.title')}
      </p>
    </section>
  );
}

function OpenChat({ onFold }: { onFold: (() => void) | undefined }) {
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
        <>
          {!empty && (
            <Button look="quiet" small onClick={clear}>
              {t('chat.clear')}
            </Button>
          )}
          {onFold && <IconButton icon="fold" label={t('chat.fold')} aria-expanded onClick={onFold} />}
        </>
      }
      footer={
        <div className="chat__foot">
          <MeetStudent />
          {!empty && <Suggestions wrap={false} />}
          <LoadingTeacher />
          <Composer />
          {!intents && <Decoding />}
          {!intents && (
            <Suspense>
              <Corrections />
            </Suspense>
          )}
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
