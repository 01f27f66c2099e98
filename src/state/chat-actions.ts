// Actions of the chat: send, stop, load the teacher ahead, a teacher from files.

import { errorFields } from '../protocol/parse';
import type { Actions } from './actions';
import { beginTurn } from './chat-store';
import type { AppParts } from './create-app';
import { readTeacherFiles } from './teacher-files';

type ChatActions = Pick<
  Actions,
  'sendMessage' | 'stopMessage' | 'talkWithStudent' | 'warmUp' | 'loadTeacherFiles' | 'dismissNotice'
>;

export function chatActions({ stores, bridge, teacherFiles }: AppParts): ChatActions {
  const { chat, notices, engine, page } = stores;
  let lastId = 0;
  return {
    sendMessage(text) {
      const { writing, speaker, constrained, sampling } = chat.getState();
      if (writing !== null || text.trim() === '') return;
      const id = ++lastId;
      beginTurn(chat, id, text);
      bridge.send('chat.send', { id, text, speaker, constrained, sampling });
    },
    stopMessage() {
      const { writing } = chat.getState();
      if (writing !== null) bridge.send('chat.stop', { id: writing });
    },
    talkWithStudent() {
      chat.getState().setSpeaker('student');
      page.getState().show('chat');
    },
    warmUp() {
      if (!engine.getState().teacher) bridge.send('teacher.fetch', {});
    },
    async loadTeacherFiles(files) {
      try {
        const teacher = await readTeacherFiles(files);
        teacherFiles.offered = teacher;
        bridge.send('teacher.load', teacher);
      } catch (error) {
        notices.getState().show({ kind: 'error', ...errorFields(error) });
      }
    },
    dismissNotice: (id) => notices.getState().dismiss(id),
  };
}
