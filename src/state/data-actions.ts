// Actions on a person's own data and kept teachers: import, look at it, keep it, use it, remove it.

import { BUILT_IN_SET, keptTeacher, parseRunConfig } from '../catalog/run-config';
import { entry as agent } from '../catalog/tasks/agent';
import { entry as intents } from '../catalog/tasks/intents';
import { errorFields } from '../protocol/parse';
import { listDataSets, removeDataSet } from '../storage/data-sets';
import { listTeachers, removeTeacher } from '../storage/teachers';
import type { Actions } from './actions';
import type { AppParts } from './create-app';
import type { FileChoices, ImportChoices } from './data-store';
import { hasTeacherToKeep } from './training-store';

type DataActions = Pick<
  Actions,
  | 'openData'
  | 'closeData'
  | 'importFiles'
  | 'chooseForFile'
  | 'chooseForImport'
  | 'showRows'
  | 'keepData'
  | 'cancelImport'
  | 'refreshLibrary'
  | 'useDataSet'
  | 'removeDataSet'
  | 'keepTeacher'
  | 'useTeacher'
  | 'removeTeacher'
>;

/** Rows of a page. */
export const ROWS_A_PAGE = 20;

/** What holds for an import until the person says otherwise. */
const asTheyCome: ImportChoices = { testShare: 0.1, mergeLabels: false };

export function dataActions({ stores, metrics, bridge, database }: AppParts): DataActions {
  const { data, experiment, training } = stores;
  let lastImport = 0;
  const read = (
    files: readonly { name: string; blob: Blob }[],
    choices: readonly FileChoices[],
    whole: ImportChoices,
  ) => {
    const importId = ++lastImport;
    const { seed } = experiment.getState().config;
    data.setState(({ importing }) => ({
      problem: null,
      importing: {
        importId,
        files,
        choices,
        whole,
        busy: 'reading',
        progress: { done: 0, total: 0 },
        preview: importing?.files === files ? importing.preview : null,
        page: null,
      },
    }));
    bridge.send('data.open', { importId, files: [...files], choices: [...choices], whole, seed });
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
  const toTask = (task: string) => {
    if (experiment.getState().config.task !== task) experiment.getState().set('task', task);
  };
  const takeDataSet = (id: string, wanted?: string) => {
    const set = data.getState().sets.find((entry) => entry.id === id);
    toTask(set?.kind === 'chats' ? (wanted ?? agent.id) : intents.id);
    const { config, load } = experiment.getState();
    const settings = set?.settings;
    // a preset may hide labels to show what distillation does; whoever brings data wants all of its labels used
    load(parseRunConfig({ ...config, ...settings, labelShare: 1, textSet: id }).config);
  };
  return {
    openData: () => data.setState({ open: true }),
    closeData() {
      cancelImport();
      data.setState({ open: false });
    },
    importFiles(files, folders = []) {
      const [folder] = folders;
      if (folder !== undefined) {
        const message = `“${folder}” is a folder. Choose the files in it.`;
        data.setState({
          problem: { code: 'file-shape', message, unreadable: { file: folder, kind: 'folder' } },
        });
        return;
      }
      const chosen = [...files].map((file) => ({ name: file.name, blob: file }));
      if (chosen.length === 0) return;
      read(
        chosen,
        chosen.map(() => ({})),
        asTheyCome,
      );
    },
    chooseForFile(file, change) {
      const { importing } = data.getState();
      if (!importing || importing.busy === 'storing') return;
      read(
        importing.files,
        importing.choices.map((choices, i) => (i === file ? { ...choices, ...change } : choices)),
        importing.whole,
      );
    },
    chooseForImport(change) {
      const { importing } = data.getState();
      if (!importing || importing.busy === 'storing') return;
      read(importing.files, importing.choices, { ...importing.whole, ...change });
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
    refreshLibrary: () =>
      orSay(async () => {
        const db = await database();
        const [sets, teachers] = await Promise.all([listDataSets(db), listTeachers(db)]);
        data.setState({ sets, teachers });
      }),
    useDataSet: takeDataSet,
    removeDataSet: (id) =>
      orSay(async () => {
        await removeDataSet(await database(), id);
        data.setState(({ sets }) => ({ sets: sets.filter((set) => set.id !== id) }));
        const { config, set } = experiment.getState();
        if (config.textSet === id) set('textSet', BUILT_IN_SET);
      }),
    keepTeacher(name) {
      const run = training.getState();
      if (!run.config || run.keepingTeacher || !hasTeacherToKeep(run)) return;
      training.setState({ keepingTeacher: true });
      const { accuracy = null } = metrics.evaluations.findLast(({ arm }) => arm === 'teacher') ?? {};
      bridge.send('teacher.keep', { name, textSet: run.config.textSet, accuracy });
    },
    useTeacher(id) {
      const { sets, teachers } = data.getState();
      const teacher = teachers.find((one) => one.id === id);
      if (!teacher) return;
      toTask(intents.id);
      const { config, set } = experiment.getState();
      const { textSet } = teacher;
      if (textSet === BUILT_IN_SET) set('textSet', textSet);
      else if (textSet !== config.textSet && sets.some((one) => one.id === textSet))
        takeDataSet(textSet, intents.id);
      set('teacher', keptTeacher(id));
    },
    removeTeacher: (id) =>
      orSay(async () => {
        await removeTeacher(await database(), id);
        data.setState(({ teachers }) => ({ teachers: teachers.filter((teacher) => teacher.id !== id) }));
        const { config, set } = experiment.getState();
        if (config.teacher === keptTeacher(id)) set('teacher', intents.defaultTeacher);
      }),
  };
}
