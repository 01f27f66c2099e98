// Actions of the chat: send, stop, load the teacher ahead.

import { errorFields } from '../protocol/errors';
import type { Actions } from './actions';
import {
  abandonTurn,
  type AssistantEntry,
  beginTurn,
  endTurn,
  noteAnswer,
  noteGlossary,
  noteRestored,
  noteSaid,
  recognisesIntents,
  rememberedTurns,
  waitingTurn,
} from './chat-store';
import type { AppParts } from './app-parts';
import { languageModelAsked } from './who-answers';

/** How people agree and disagree, in the page's languages. */
const YES =
  /^((yes|yeah|yea|yep|yup|y|sure|ok|okay|please|please do|do it|do that|go ahead|of course|correct|exactly|thanks)[ ,.!]*)+$|^(是|是的|好|好的|对|可以|行|要)[。！.! ]*$/iu;
const NO =
  /^((no|nope|nah|n|don't|do not|never ?mind|cancel|stop|leave it|forget it|thanks|thank you)[ ,.!]*)+$|^(不|不用|不要|不是|别|算了|取消)[。！.! ]*$/iu;

type ChatActions = Pick<
  Actions,
  | 'sendMessage'
  | 'askModel'
  | 'answerQuestion'
  | 'undoCall'
  | 'stopMessage'
  | 'talkWithStudent'
  | 'warmUp'
  | 'dismissNotice'
>;

export function chatActions({ stores, bridge, database, complain }: AppParts): ChatActions {
  const { chat, notices, engine, experiment, page, training } = stores;
  let lastId = 0;
  /** What the glossary knows of a message; null: nothing, or it cannot be had. */
  const lookUp = async (text: string) => {
    try {
      return (await import('./glossary-answer')).glossaryAnswer(text);
    } catch {
      return null; // the network is gone: the model answers
    }
  };
  /** @param of the turn whose question was answered with yes: its message is said again. @param model whether only it is asked. */
  const ask = async (text: string, of?: AssistantEntry, model = of !== undefined): Promise<void> => {
    const { speaker, guests, constrained, sampling, opinions, thresholds } = chat.getState();
    const before = rememberedTurns(chat.getState(), of);
    const id = ++lastId;
    beginTurn(chat, id, text, of?.said);
    const found = model ? null : await lookUp(text);
    const asked = languageModelAsked({
      run: training.getState(),
      table: experiment.getState().config,
      speaker,
    });
    if (found) {
      // models that others have trained know of other things than the page's own agent, and classifiers recognise whatever is said
      const own = speaker !== 'guest' && asked === null && !recognisesIntents(training.getState());
      noteGlossary(chat, id, { ...found, said: text, alone: found.alone && own });
      if (found.alone && own) return;
    }
    const how = {
      constrained,
      sampling,
      thresholds,
      before,
      ...(of?.held && { confirmed: of.held.call }),
      ...(opinions !== null && { opinions }),
      guests: { compressed: guests.compressed?.id, guest: guests.guest?.id },
      ...(asked !== null && { languageModel: asked }),
    };
    bridge.send('chat.send', { id, text: of?.said ?? text, speaker, ...how }).then(
      (done) => endTurn(chat, id, done),
      (error: unknown) => abandonTurn(chat, id, errorFields(error)),
    );
  };
  const answerTo = (turn: AssistantEntry, answer: 'yes' | 'no', text: string): void => {
    noteAnswer(chat, turn.id, answer);
    if (answer === 'yes') void ask(text, turn);
    else noteSaid(chat, text);
  };
  return {
    sendMessage(text) {
      if (chat.getState().writing !== null || text.trim() === '') return;
      const waiting = waitingTurn(chat.getState());
      const no = waiting && NO.test(text.trim());
      if (waiting && (no || YES.test(text.trim()))) return answerTo(waiting, no ? 'no' : 'yes', text);
      if (waiting) noteAnswer(chat, waiting.id, 'other');
      void ask(text);
    },
    askModel(text) {
      if (chat.getState().writing === null) void ask(text, undefined, true);
    },
    answerQuestion(id, yes, text) {
      const waiting = waitingTurn(chat.getState());
      if (chat.getState().writing === null && waiting?.id === id) answerTo(waiting, yes ? 'yes' : 'no', text);
    },
    async undoCall(id, index) {
      const turn = chat.getState().entries.find((entry) => entry.role === 'assistant' && entry.id === id);
      const removed = turn?.role === 'assistant' ? (turn.cards[index]?.removed ?? []) : [];
      noteRestored(chat, id, index);
      try {
        const [{ addTodo }, db] = await Promise.all([import('../storage/todo'), database()]);
        for (const item of removed) await addTodo(db, item);
      } catch (error) {
        complain(error);
      }
    },
    stopMessage() {
      const { writing } = chat.getState();
      if (writing !== null) bridge.send('chat.stop', { id: writing }).catch(complain);
    },
    talkWithStudent() {
      chat.getState().setSpeaker('student');
      page.getState().show('chat');
    },
    warmUp() {
      if (!engine.getState().teacher) bridge.send('teacher.fetch', {}).catch(complain);
    },
    dismissNotice: (id) => notices.getState().dismiss(id),
  };
}
