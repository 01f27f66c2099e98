// Actions of the dialog "Compress": has the worker make a model smaller, and takes the outcome to the chat.

import { errorFields } from '../protocol/errors';
import type { ModelCard } from '../protocol/model-card';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { CLOSED } from './compress-store';
import { noteModel } from './data-store';

type CompressActions = Pick<
  Actions,
  'openCompress' | 'compress' | 'cancelCompression' | 'closeCompress' | 'talkToCompressed'
>;

export function compressActions(
  { stores, bridge, recorder, complain }: AppParts,
  { openRun }: Pick<Actions, 'openRun'>,
): CompressActions {
  const { compressing, data, chat, page } = stores;
  bridge.listen('model.compressing', (progress) => {
    if (compressing.getState().progress) compressing.setState({ progress });
  });
  const cancel = () => bridge.send('model.cancelCompression', {}).catch(complain);
  const close = () => {
    if (compressing.getState().progress) void cancel();
    compressing.setState(CLOSED);
  };
  return {
    openCompress: (model, run) => compressing.setState({ ...CLOSED, about: { model, run } }),
    async compress(choices) {
      const { about, progress } = compressing.getState();
      if (!about || progress) return;
      compressing.setState({ progress: { work: 'preparing', done: 0, total: 0 }, problem: null });
      const change = await bridge.send('model.compress', { model: about.model, choices }).then(
        (card) => {
          noteModel(data, card);
          return { problem: null };
        },
        (error: unknown) => {
          const problem = errorFields(error);
          return { problem: problem.code === 'cancelled' ? null : problem };
        },
      );
      if (compressing.getState().about === about) compressing.setState({ ...change, progress: null });
    },
    cancelCompression: () => void cancel(),
    closeCompress: close,
    async talkToCompressed(card: ModelCard) {
      if (card.run !== null && recorder.current()?.id !== card.run) await openRun(card.run);
      chat.getState().invite('compressed', card);
      chat.getState().setSpeaker('compressed');
      close();
      page.getState().show('chat');
    },
  };
}
