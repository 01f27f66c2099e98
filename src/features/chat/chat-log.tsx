// The conversation (role=log). It follows what is written as long as the person is at its end.

import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { withWords } from '../../i18n/i18n';
import { useChat } from '../../state/hooks';
import type { ChatEntry } from '../../state/chat-store';
import { Icon } from '../../ui/icon';
import './chat-log.css';
import { EmptyChat } from './empty-chat';

const AssistantTurn = lazy(() => withWords('turn', () => import('./assistant-turn')));

const GlossaryTurn = lazy(() => withWords('glossary', () => import('./glossary-turn')));

const NEAR_THE_END = 80;

export function ChatLog() {
  const { t } = useTranslation();
  const entries = useChat((state) => state.entries);
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const ownWords = entries.filter((entry) => entry.role === 'user').length;
  useEffect(() => {
    atEnd.current = true; // whoever writes wants to see the answer
  }, [ownWords]);
  useEffect(() => {
    if (entries.length > 0 && atEnd.current) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [entries]);
  return (
    <div
      ref={log}
      role="log"
      aria-label={t('chat.log')}
      tabIndex={0}
      className="chat-log"
      onScroll={({ currentTarget: box }) => {
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_THE_END;
      }}
    >
      {entries.length === 0 ? <EmptyChat /> : entries.map((entry) => <Entry key={entry.key} entry={entry} />)}
    </div>
  );
}

function Entry({ entry }: { entry: ChatEntry }) {
  const { t } = useTranslation();
  switch (entry.role) {
    case 'user':
      return (
        <p className="chat-log__user">
          <span className="visually-hidden">{t('chat.you')}: </span>
          {entry.text}
        </p>
      );
    case 'assistant':
      return (
        <Suspense>
          <AssistantTurn turn={entry} />
        </Suspense>
      );
    case 'glossary':
      return (
        <Suspense>
          <GlossaryTurn turn={entry} />
        </Suspense>
      );
    case 'alert':
      return (
        <p className="chat-log__alert">
          <Icon name="bell" /> {t(`chat.${entry.kind}`, { label: entry.label })}
        </p>
      );
    default:
      return entry satisfies never;
  }
}
