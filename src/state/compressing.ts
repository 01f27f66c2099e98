// The dialog "Compress" opens at once; what it does is loaded with it (compress-actions.ts).

import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import type { LateCompressActions } from './compress-actions';
import { CLOSED } from './compress-store';

type CompressActions = Pick<Actions, 'openCompress' | keyof LateCompressActions>;

export function compressing(parts: AppParts, runs: Pick<Actions, 'openRun'>): CompressActions {
  let loading: Promise<LateCompressActions> | null = null;
  const late = (): Promise<LateCompressActions> => {
    loading ??= import('./compress-actions').then(({ compressActions }) => compressActions(parts, runs));
    loading.catch(() => (loading = null)); // tried again at the next use
    return loading;
  };
  const when = (act: (late: LateCompressActions) => Promise<void>): Promise<void> =>
    late().then(act).catch(parts.complain);
  return {
    openCompress(model, run) {
      parts.stores.compressing.setState({ ...CLOSED, about: { model, run } });
      void late().catch(parts.complain);
    },
    compress: (choices) => when(({ compress }) => compress(choices)),
    cancelCompression: () => when(({ cancelCompression }) => cancelCompression()),
    closeCompress: () => when(({ closeCompress }) => closeCompress()),
    talkToCompressed: (card) => when(({ talkToCompressed }) => talkToCompressed(card)),
  };
}
