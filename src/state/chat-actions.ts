// Actions of the chat: send, stop, load the teacher ahead, a teacher from files.

import { modelTeacher } from '../catalog/run-config';
import { errorFields } from '../protocol/errors';
import type { Actions } from './actions';
import { abandonTurn, beginTurn, endTurn } from './chat-store';
import type { AppParts } from './app-parts';
import { askToLast } from './ask-to-last';
import { noteModel } from './data-store';
import { languageModelAsked } from './who-answers';

type ChatActions = Pick<
  Actions,
  'sendMessage' | 'stopMessage' | 'talkWithStudent' | 'warmUp' | 'loadTeacherFiles' | 'dismissNotice'
>;

export function chatActions({ stores, bridge, complain }: AppParts): ChatActions {
  const { chat, notices, engine, experiment, data, page, training } = stores;
  let lastId = 0;
  return {
    sendMessage(text) {
      const { writing, speaker, guest, constrained, sampling, opinions } = chat.getState();
      if (writing !== null || text.trim() === '') return;
      const id = ++lastId;
      beginTurn(chat, id, text);
      const asked =
        speaker === 'guest'
          ? null
          : languageModelAsked({ run: training.getState(), table: experiment.getState().config, speaker });
      const how = {
        constrained,
        sampling,
        ...(opinions !== null && { opinions }),
        ...(speaker === 'guest' && guest && { guest: guest.id }),
        ...(asked !== null && { languageModel: asked }),
      };
      bridge.send('chat.send', { id, text, speaker, ...how }).then(
        (done) => endTurn(chat, id, done),
        (error: unknown) => abandonTurn(chat, id, errorFields(error)),
      );
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
    async loadTeacherFiles(files) {
      askToLast();
      try {
        const chosen = [...files].map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));
        const card = await bridge.send('teacher.load', { files: chosen });
        noteModel(data, card);
        // whoever brings a teacher wants to distil it; other tasks have no use for it and ignore this
        experiment.getState().set('teacher', modelTeacher(card));
      } catch (error) {
        complain(error);
      }
    },
    dismissNotice: (id) => notices.getState().dismiss(id),
  };
}
