// The conversation: what the person wrote, what each model wrote token by token, its tool calls as cards, timers that rang.
// A reducer over the worker's chat events; sending and stopping are actions of app.ts.

import { createStore } from 'zustand/vanilla';
import { readsOf } from '../catalog/catalog';
import { type Thresholds, USUAL_THRESHOLDS } from '../agent/confidence';
import { SPECIAL_TOKENS } from '../agent/types';
import type { ErrorFields } from '../protocol/errors';
import {
  type Commands,
  type Events,
  type GuestId,
  isGuest,
  type Speaker,
  SPEAKERS,
  type Voice,
} from '../protocol/messages';
import type { ModelCard } from '../protocol/model-card';
import type { RememberedTurn } from '../protocol/transcript';
import type { Replies } from '../protocol/replies';
export { thresholdFor } from '../agent/confidence';
export { type GuestId, GUESTS, type Voice, VOICES } from '../protocol/messages';
import type { TrainingState } from './training-store';

/** A token that the model wrote. The transcript's marks ("<plan>", "<call>" …) come by name and open their part. */
export interface ChatToken {
  text: string;
  part: Events['chat.token']['part'];
  /** How likely each model at hand found this token by its own free choice. */
  probability: Partial<Record<Voice, number>>;
}

/** One tool call; neither result nor error while it runs. */
export interface ToolCard {
  name: string;
  args: readonly string[];
  result?: string;
  error?: string;
  /** What it took off the list, which can be put back; empty once it was. */
  removed?: readonly string[];
}

/** What classifiers made of the message. */
export type Recognition = Omit<Events['chat.intents'], 'id'>;

export interface UserEntry {
  key: string;
  role: 'user';
  text: string;
}

export interface AssistantEntry {
  key: string;
  role: 'assistant';
  /** The chat's id in the protocol. */
  id: number;
  speaker: Voice;
  /** The stored model that it is, where it is a guest. */
  guest?: Pick<ModelCard, 'id' | 'name'> | undefined;
  /** What it answers. */
  said: string;
  status: 'writing' | 'done' | 'stopped' | 'failed';
  tokens: readonly ChatToken[];
  cards: readonly ToolCard[];
  /** Tools that the model planned; known when the turn is over. */
  plan: readonly string[];
  /** Of an intents run: the sentence's intent, in place of a plan and a reply. */
  recognition?: Recognition;
  /** The reply so far. */
  say: string;
  error?: ErrorFields;
  /** Wall time of the whole turn; known when it is over. */
  ms?: number;
  /** How many opinions came to what was done, where they were asked for. */
  agreed?: Replies['chat.send']['agreed'];
  /** How sure the model was of its plan. */
  confidence?: number | undefined;
  /** The call that it did not make, for it was not sure enough. */
  held?: Replies['chat.send']['held'];
  /** What the person said to its question; absent while it waits. */
  answer?: 'yes' | 'no' | 'other';
  /** What it can do in place of what it did not. */
  instead?: Replies['chat.send']['instead'];
  /** The turn as the person has put it right, and the correction's id. */
  corrected?: { id: string; turn: RememberedTurn } | undefined;
}

/** The turn that waits for a yes or no, if any. */
export const waitingTurn = ({ entries }: Pick<ChatState, 'entries'>): AssistantEntry | null => {
  const last = entries.findLast((entry) => entry.role === 'assistant');
  return last?.held?.as === 'ask' && !last.answer ? last : null;
};

/**
 * Turns of a talk that a message can rest on: those with whom it goes to that came to their end, the latest last. Each model has a talk
 * of its own, for what a student of ten steps has said would lead its teacher astray.
 */
export const rememberedTurns = (
  { entries, speaker, guests }: Pick<ChatState, 'entries' | 'speaker' | 'guests'>,
  before?: AssistantEntry,
): NonNullable<Commands['chat.send']['before']> =>
  entries
    .slice(0, before && entries.findIndex(({ key }) => key === before.key))
    .flatMap((entry) => {
      if (entry.role !== 'assistant' || entry.status !== 'done' || entry.recognition) return [];
      if (entry.held && !entry.corrected) return [];
      if (entry.speaker !== speaker || entry.guest?.id !== guestOf({ speaker, guests })?.id) return [];
      if (entry.corrected) return [entry.corrected.turn];
      const { said, plan, cards, say } = entry;
      const steps = cards.map(({ name, args, result, error }) => ({
        call: { name, args: [...args] },
        result,
        error,
      }));
      return [{ user: said, plan: [...plan], steps, say }];
    })
    .slice(-MOST_REMEMBERED);

/** The stored model that the next message goes to, if it is one. */
const guestOf = ({ speaker, guests }: Pick<ChatState, 'speaker' | 'guests'>): ModelCard | undefined =>
  isGuest(speaker) ? guests[speaker] : undefined;

/** A dialogue has four turns at most (agent/loop.ts). */
const MOST_REMEMBERED = 3;

/** A timer or alarm that rang. */
export interface AlertEntry {
  key: string;
  role: 'alert';
  kind: 'timer' | 'alarm';
  /** "10 min" or "07:30". */
  label: string;
}

/** What the glossary says to a question about the playground. */
export interface GlossaryEntry {
  key: string;
  role: 'glossary';
  /** What it answers. */
  said: string;
  /** Of its entries: those that answer, or where none does the nearest. */
  ids: readonly string[];
  known: boolean;
  /** Whether it was asked in Chinese, which is then what it answers in, whatever the page speaks. */
  chinese: boolean;
  /** Whether it answers in the model's place. */
  alone: boolean;
}

export type ChatEntry = UserEntry | AssistantEntry | AlertEntry | GlossaryEntry;

export interface ChatState {
  entries: readonly ChatEntry[];
  /** Whom the next message goes to. */
  speaker: Voice;
  /** Stored models that are invited: the run's compressed one stays as long as the run is on show, that of the library until another is. */
  guests: Partial<Record<GuestId, ModelCard | undefined>>;
  /** Whether decoding keeps to the transcript's grammar. */
  constrained: boolean;
  /** 0 takes the likeliest token always. */
  sampling: number;
  /** Opinions that an action is the majority of; null: it acts at once. */
  opinions: number | null;
  /** How sure a model must be to act, and to ask back (agent/confidence.ts). */
  thresholds: Thresholds;
  /** The turn being written, if any. */
  writing: number | null;
  /** What stands in the message box. */
  draft: string;
  setDraft(draft: string): void;
  setSpeaker(speaker: Voice): void;
  /** Without a card nobody sits there any more. */
  invite(as: GuestId, card: ModelCard | undefined): void;
  setConstrained(constrained: boolean): void;
  setSampling(sampling: number): void;
  setOpinions(opinions: number | null): void;
  setThresholds(thresholds: Partial<Thresholds>): void;
  clear(): void;
}

export function createChatStore() {
  return createStore<ChatState>()((update) => ({
    entries: [],
    speaker: 'teacher',
    guests: {},
    constrained: true,
    sampling: 0,
    opinions: null,
    thresholds: USUAL_THRESHOLDS,
    writing: null,
    draft: '',
    setDraft: (draft) => update({ draft }),
    setSpeaker: (speaker) => update({ speaker }),
    invite: (as, card) => update(({ guests }) => ({ guests: { ...guests, [as]: card } })),
    setConstrained: (constrained) => update({ constrained }),
    setSampling: (sampling) => update({ sampling: Math.max(0, sampling) }),
    setOpinions: (opinions) => update({ opinions }),
    setThresholds: (moved) =>
      update(({ thresholds }) => {
        const { act, ask } = { ...thresholds, ...moved };
        // what it would do it need not ask about
        return {
          thresholds:
            moved.act === undefined ? { ask, act: Math.max(act, ask) } : { act, ask: Math.min(act, ask) },
        };
      }),
    clear: () => update(({ writing }) => (writing === null ? { entries: [] } : {})),
  }));
}
export type ChatStore = ReturnType<typeof createChatStore>;

/** Whom one can talk with: the teacher always, student and baseline where they have weights; models of numbers cannot be talked with. */
export function speakersAtHand({ config, speakers }: Pick<TrainingState, 'config' | 'speakers'>): Speaker[] {
  const trained = config && readsOf(config.task) === null ? [] : speakers;
  return SPEAKERS.filter((speaker) => speaker === 'teacher' || trained.includes(speaker));
}

/** The teacher answers where whom the person chose is there no more. */
export function keepSpeaker(store: ChatStore, run: Pick<TrainingState, 'config' | 'speakers'>): void {
  const { speaker, guests, setSpeaker } = store.getState();
  const isHere = isGuest(speaker) ? guests[speaker] : speakersAtHand(run).includes(speaker);
  if (!isHere) setSpeaker('teacher');
}

/** Whether the chat asks classifiers, not agents. */
export const recognisesIntents = ({
  config,
  speakers,
}: Pick<TrainingState, 'config' | 'speakers'>): boolean =>
  config !== null && readsOf(config.task) === 'sentences' && speakers.length > 0;

/** The person's message and the turn that answers it. @param said what the answer is to, where that was said before. */
export function beginTurn(store: ChatStore, id: number, text: string, said = text): void {
  store.setState(({ entries, speaker, guests }) => ({
    writing: id,
    entries: [
      ...entries,
      { key: `user-${id}`, role: 'user', text },
      {
        key: `assistant-${id}`,
        role: 'assistant',
        id,
        speaker,
        said,
        guest: guestOf({ speaker, guests }),
        status: 'writing',
        tokens: [],
        cards: [],
        plan: [],
        say: '',
      },
    ],
  }));
}

/** Words of the person that nobody answers. */
export function noteSaid(store: ChatStore, text: string): void {
  store.setState(({ entries }) => ({
    entries: [...entries, { key: `said-${entries.length}`, role: 'user', text }],
  }));
}

/** Changes the turn of an id that is still being written; events of finished turns are ignored. */
function updateTurn(store: ChatStore, id: number, change: (turn: AssistantEntry) => AssistantEntry): void {
  store.setState(({ entries }) => ({
    entries: entries.map((entry) =>
      entry.role === 'assistant' && entry.id === id && entry.status === 'writing' ? change(entry) : entry,
    ),
  }));
}

/** Whether a token is one of the transcript's marks, such as "<say>", which come by name. */
export const isSpecial = (text: string): boolean => (SPECIAL_TOKENS as readonly string[]).includes(text);

export function noteToken(store: ChatStore, { id, text, part, probability }: Events['chat.token']): void {
  updateTurn(store, id, (turn) => ({
    ...turn,
    tokens: [...turn.tokens, { text, part, probability }],
    say: part === 'say' && !isSpecial(text) ? (turn.say + text).trimStart() : turn.say,
  }));
}

export function noteCall(store: ChatStore, { id, index, call, result, error }: Events['chat.call']): void {
  updateTurn(store, id, (turn) => {
    const cards = [...turn.cards];
    cards[index] = {
      ...cards[index],
      ...call,
      ...(result === undefined ? {} : { result }),
      ...(error === undefined ? {} : { error }),
    };
    return { ...turn, cards };
  });
}

export function noteIntents(store: ChatStore, { id, ...recognition }: Events['chat.intents']): void {
  updateTurn(store, id, (turn) => ({ ...turn, recognition }));
}

export function endTurn(store: ChatStore, id: number, done: Replies['chat.send']): void {
  const { say, plan, stopped, ms, agreed, confidence, held, instead, error } = done;
  updateTurn(store, id, (turn) => ({
    ...turn,
    say,
    plan,
    ms,
    agreed,
    confidence,
    ...(held && { held }),
    ...(instead && { instead }),
    status: error ? 'failed' : stopped ? 'stopped' : 'done',
    ...(error ? { error: error as ErrorFields } : {}),
  }));
  store.setState(({ writing }) => (writing === id ? { writing: null } : {}));
}

/** What the person said to a turn's question. */
export function noteAnswer(
  store: ChatStore,
  id: number,
  answer: NonNullable<AssistantEntry['answer']>,
): void {
  changeTurn(store, id, (turn) => ({ ...turn, answer }));
}

/** How a turn was put right; null takes it back. */
export function noteCorrected(
  store: ChatStore,
  id: number,
  corrected: NonNullable<AssistantEntry['corrected']> | null,
): void {
  changeTurn(store, id, (turn) => ({ ...turn, corrected: corrected ?? undefined }));
}

/** What the call under way in a turn took off the list. */
export function noteRemoved(store: ChatStore, id: number, removed: readonly string[]): void {
  changeTurn(store, id, (turn) => ({
    ...turn,
    cards: turn.cards.map((card, i) => (i === turn.cards.length - 1 ? { ...card, removed } : card)),
  }));
}

/** That a call's removal was taken back. */
export function noteRestored(store: ChatStore, id: number, index: number): void {
  changeTurn(store, id, (turn) => ({
    ...turn,
    cards: turn.cards.map((card, i) => (i === index ? { ...card, removed: [] } : card)),
  }));
}

function changeTurn(store: ChatStore, id: number, change: (turn: AssistantEntry) => AssistantEntry): void {
  store.setState(({ entries }) => ({
    entries: entries.map((entry) => (entry.role === 'assistant' && entry.id === id ? change(entry) : entry)),
  }));
}

/** Ends a turn that the worker cannot bring to its end; what it has said stays. */
export function abandonTurn(store: ChatStore, id: number, error: ErrorFields): void {
  updateTurn(store, id, (turn) => ({ ...turn, status: 'failed', error }));
  store.setState(({ writing }) => (writing === id ? { writing: null } : {}));
}

/** Puts what the glossary says below a turn, or in its place. */
export function noteGlossary(store: ChatStore, id: number, found: Omit<GlossaryEntry, 'key' | 'role'>): void {
  store.setState(({ entries, writing }) => ({
    entries: [
      ...entries.filter(({ key }) => !found.alone || key !== `assistant-${id}`),
      { key: `glossary-${id}`, role: 'glossary', ...found },
    ],
    writing: found.alone && writing === id ? null : writing,
  }));
}

let alerts = 0;

export function noteAlert(store: ChatStore, kind: AlertEntry['kind'], label: string): void {
  store.setState(({ entries }) => ({
    entries: [...entries, { key: `alert-${++alerts}`, role: 'alert', kind, label }],
  }));
}
