// Actions on a person's own data: import, look at it, keep it, use it, remove it.

import { BUILT_IN_SET, parseRunConfig } from '../catalog/run-config';
import { errorFields } from '../protocol/parse';
import { listDataSets, removeDataSet } from '../storage/data-sets';
import type { Actions } from './actions';
import type { AppParts } from './create-app';
import type { FileChoices } from './data-store';

type DataActions = Pick<
  Actions,
  | 'openData'
  | 'closeData'
  | 'importFiles'
  | 'chooseForFile'
  | 'showRows'
  | 'keepData'
  | 'cancelImport'
  | 'refreshDataSets'
  | 'useDataSet'
  | 'removeDataSet'
>;

/** Rows of a page. */
export const ROWS_A_PAGE = 20;

export function dataActions({ stores, bridge, database }: AppParts): DataActions {
  const { data, experiment } = stores;
  let lastImport = 0;
  const read = (files: readonly { name: string; blob: Blob }[], choices: readonly FileChoices[]) => {
    const importId = ++lastImport;
    const { seed } = experiment.getState().config;
    data.setState(({ importing }) => ({
      problem: null,
      importing: {
        importId,
        files,
        choices,
        busy: 'reading',
        progress: { done: 0, total: 0 },
        preview: importing?.files === files ? importing.preview : null,
        page: null,
      },
    }));
    bridge.send('data.open', { importId, files: [...files], choices: [...choices], seed });
  };
  const cancelImport = () => {
    if (data.getState().importing) bridge.send('data.cancel', {});
    data.setState({ importing: null, problem: null });
  };
  const orSay = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      data.setState({ problem: errorFields(error) });
    }
  };
  return {
    openData: () => data.setState({ open: true }),
    closeData() {
      cancelImport();
      data.setState({ open: false });
    },
    importFiles(files) {
      const chosen = [...files].map((file) => ({ name: file.name, blob: file }));
      if (chosen.length === 0) return;
      read(
        chosen,
        chosen.map(() => ({})),
      );
    },
    chooseForFile(file, change) {
      const { importing } = data.getState();
      if (!importing || importing.busy === 'storing') return;
      read(
        importing.files,
        importing.choices.map((choices, i) => (i === file ? { ...choices, ...change } : choices)),
      );
    },
    showRows(finding, offset) {
      const { importing } = data.getState();
      if (importing?.busy !== null) return;
      bridge.send('data.rows', { importId: importing.importId, finding, offset, count: ROWS_A_PAGE });
    },
    keepData(name) {
      const { importing } = data.getState();
      if (importing?.busy !== null || importing.preview?.problem !== null) return;
      data.setState({ problem: null, importing: { ...importing, busy: 'storing' } });
      bridge.send('data.store', { importId: importing.importId, name });
    },
    cancelImport,
    refreshDataSets: () => orSay(async () => data.setState({ sets: await listDataSets(await database()) })),
    useDataSet(id, wanted) {
      const set = data.getState().sets.find((entry) => entry.id === id);
      const task = set?.kind === 'chats' ? (wanted ?? 'agent') : 'intents';
      if (experiment.getState().config.task !== task) experiment.getState().set('task', task);
      const { config, load } = experiment.getState();
      const settings = set?.settings;
      load(parseRunConfig({ ...config, ...settings, textSet: id }).config);
    },
    removeDataSet: (id) =>
      orSay(async () => {
        await removeDataSet(await database(), id);
        data.setState(({ sets }) => ({ sets: sets.filter((set) => set.id !== id) }));
        const { config, set } = experiment.getState();
        if (config.textSet === id) set('textSet', BUILT_IN_SET);
      }),
  };
}
