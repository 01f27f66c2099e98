// The world that the chat's tools act on: this page. Timers and alarms ring in the chat (and as a notification, where the
// person allows it) as long as the page is open; the to-do list is in IndexedDB; the playground's controls are the stores'.

import { realClock } from '../agent/real-clock';
import { bestMatch } from '../agent/sim-environment';
import type { Environment } from '../agent/types';
import { params } from '../catalog/params';
import { RetortError } from '../lib/errors';
import { createRng } from '../lib/rng';
import { type Phase, PHASES } from '../protocol/messages';
import type { RetortDatabase } from '../storage/database';
import { addNote, listNotes } from '../storage/notes';
import { addTodo, clearTodo, listTodo, removeTodo } from '../storage/todo';
import type { Actions } from './actions';
import { type ChatStore, noteAlert } from './chat-store';
import type { Steerable, TrainingStore } from './training-store';

type TrainingActions = Pick<Actions, 'distill' | 'pause' | 'resume' | 'step' | 'stop' | 'reset'>;

export interface PageEnvironmentOptions {
  chat: ChatStore;
  training: TrainingStore;
  actions: TrainingActions & Pick<Actions, 'adjust'>;
  database(): Promise<RetortDatabase>;
}

/** The names that the model uses for the controls. */
const CONTROLS: Readonly<Record<string, Steerable>> = {
  temperature: 'temperature',
  lambda: 'lambda',
  learning_rate: 'learningRate',
};

/** What the model can ask of training: from which phases, and the state in a word afterwards. */
const MOVES: Readonly<
  Record<string, { action: keyof TrainingActions; from: readonly Phase[]; state: string }>
> = {
  start: { action: 'distill', from: ['idle', 'done', 'failed'], state: 'running' },
  pause: { action: 'pause', from: ['preparing', 'running'], state: 'paused' },
  resume: { action: 'resume', from: ['paused'], state: 'running' },
  step: { action: 'step', from: ['idle', 'done', 'failed', 'paused'], state: 'paused' },
  stop: { action: 'stop', from: ['preparing', 'running', 'paused'], state: 'stopped' },
  reset: { action: 'reset', from: PHASES, state: 'idle' },
};

export function pageEnvironment({ chat, training, actions, database }: PageEnvironmentOptions): Environment {
  const clock = realClock((kind, label) => {
    noteAlert(chat, kind, label);
    notify(kind === 'timer' ? `Timer: ${label}` : `Alarm: ${label}`);
  });
  return {
    ...clock,
    rng: createRng(crypto.getRandomValues(new Uint32Array(1))[0]!),
    todo: {
      list: async () => listTodo(await database()),
      add: async (item) => addTodo(await database(), item),
      remove: async (item) => removeTodo(await database(), (items) => bestMatch(items, item)),
      clear: async () => clearTodo(await database()),
    },
    notes: {
      list: async () => listNotes(await database()),
      add: async (text) => addNote(await database(), text),
    },
    startTimer: (seconds, label) => {
      askToNotify();
      return clock.startTimer(seconds, label);
    },
    setAlarm: (alarm) => {
      askToNotify();
      return clock.setAlarm(alarm);
    },
    playground: {
      async set(control, value) {
        const field = CONTROLS[control];
        if (!field)
          throw new RetortError(
            'tool-failed',
            `There is no control named ${control}. There are: ${Object.keys(CONTROLS).join(', ')}.`,
          );
        const { min, max } = params[field];
        const held = Math.min(max, Math.max(min, value));
        actions.adjust(field, held);
        return held;
      },
      async train(action) {
        const { phase } = training.getState();
        const move = MOVES[action === 'start' && phase === 'paused' ? 'resume' : action];
        if (!move?.from.includes(phase))
          throw new RetortError(
            'tool-failed',
            `Training is ${phase}, so there is nothing to ${action}. Ask for something else first.`,
          );
        actions[move.action]();
        return move.state;
      },
    },
  };
}

/** At the moment at which a person sees what it is for. */
function askToNotify(): void {
  if (typeof Notification !== 'undefined' && Notification.permission === 'default')
    Notification.requestPermission().catch(() => undefined); // no notification then; the chat rings anyway
}

function notify(text: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  try {
    new Notification('Retort', { body: text });
  } catch {
    // Chrome on Android has notifications from service workers only; the chat has rung already
  }
}
