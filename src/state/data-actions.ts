// Actions on a person's own data and models: import, look at it, keep it, use it, remove it.

import { taskOf } from '../catalog/catalog';
import { NO_FOLD } from '../catalog/folds';
import { datasets } from '../catalog/datasets';
import { recipeFor } from '../catalog/recipe';
import {
  BUILT_IN_SET,
  isTeacherOfOwn,
  modelTeacher,
  parseRunConfig,
  type RunConfig,
  SHIPPED_ENCODER,
} from '../catalog/run-config';
import { entry as agent } from '../catalog/tasks/agent';
import { entry as intents } from '../catalog/tasks/intents';
import { includesTask } from '../catalog/two-tasks';
import { errorFields } from '../protocol/errors';
import { listDataSets, removeDataSet } from '../storage/data-sets';
import { listEncoders } from '../storage/encoders';
import { listDescribed } from '../storage/language-models';
import { listModels } from '../storage/models';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { askToLast } from './ask-to-last';
import {
  type DataSet,
  type FileChoices,
  type ImportChoices,
  recipeFacts,
  noteDataFailure,
  noteModel,
  notePreview,
  noteRows,
  noteStored,
} from './data-store';
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
  | 'useAsTeacher'
  | 'loadTeacherFiles'
  | 'removeModel'
>;

/** Rows of a page. */
export const ROWS_A_PAGE = 20;

/** What holds for an import until the person says otherwise. */
const asTheyCome: ImportChoices = { testShare: 0.1, mergeLabels: false };

/** What a set suggests for its task; who teaches, where that is more than a size, is the person's choice. */
function suggestedBy(set: DataSet, { task, teacher }: RunConfig): Partial<RunConfig> {
  if (task !== intents.id) return { ...set.settings, labelShare: 1 };
  const { config } = recipeFor(recipeFacts(set));
  if (!isTeacherOfOwn(teacher) && teacher !== SHIPPED_ENCODER) return config;
  const { teacher: _size, labelsPerClass: _all, ...others } = config;
  return others;
}

export function dataActions({
  stores,
  metrics,
  bridge,
  removals,
  database,
  complain,
}: AppParts): DataActions {
  const { data, experiment, training } = stores;
  let lastImport = 0;
  /** Whoever ended an import knows; what a crash means for one, wiring.ts says. */
  const noteFailure = (importId: number, error: unknown): void => {
    const problem = errorFields(error);
    if (problem.code !== 'cancelled' && problem.code !== 'worker-crashed')
      noteDataFailure(data, importId, problem);
  };
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
    const command = { importId, files: [...files], choices: [...choices], whole, seed };
    bridge.send('data.open', command).then(
      (preview) => notePreview(data, importId, preview),
      (error: unknown) => noteFailure(importId, error),
    );
  };
  const cancelImport = () => {
    if (data.getState().importing) bridge.send('data.cancel', {}).catch(complain);
    data.setState({ importing: null, problem: null });
  };
  const closeData = () => {
    cancelImport();
    data.setState({ open: false });
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
    // a preset may hide labels to show what distillation does; whoever brings data wants all of its labels used
    const suggested = set ? suggestedBy(set, config) : { labelShare: 1 };
    load(parseRunConfig({ ...config, ...suggested, textSet: id, fold: NO_FOLD }).config);
  };
  const takeTeacher = (id: string) => {
    const { sets, models } = data.getState();
    const model = models.find((one) => one.id === id);
    if (!model) return;
    toTask(model.task);
    // the data that it learnt, where that is here
    const { config, load } = experiment.getState();
    const { task, dataSet: learnt } = model;
    if (sets.some(({ id }) => id === learnt)) {
      if (learnt !== config.textSet) takeDataSet(learnt!, task);
    } else if (learnt === BUILT_IN_SET) load({ ...config, textSet: learnt });
    else if (datasets.some(({ id }) => id === learnt))
      load(parseRunConfig({ ...config, dataset: learnt }).config);
    experiment.getState().set('teacher', modelTeacher(model));
  };
  return {
    openData: () => data.setState({ open: true }),
    closeData,
    importFiles(files, folders = []) {
      const [folder] = folders;
      if (folder !== undefined) {
        const message = `“${folder}” is a folder. Choose the files in it.`;
        data.setState({
          problem: { code: 'file-shape', message, unreadable: { file: folder, kind: 'folder' } },
        });
        return;
      }
      const chosen = files.map((file) => ({ name: file.name, blob: file }));
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
      const { importId } = importing;
      bridge.send('data.rows', { importId, finding, offset, count: ROWS_A_PAGE }).then(
        (page) => noteRows(data, importId, { finding, offset, ...page }),
        (error: unknown) => noteFailure(importId, error),
      );
    },
    keepData(name) {
      const { importing } = data.getState();
      if (importing?.busy !== null || importing.preview?.problem !== null) return;
      const { importId } = importing;
      data.setState({ problem: null, importing: { ...importing, busy: 'storing' } });
      bridge.send('data.store', { importId, name }).then(
        (set) => {
          const isShown = data.getState().importing?.importId === importId;
          noteStored(data, importId, set);
          if (!isShown) return; // the person has gone on to something else
          takeDataSet(set.id);
          closeData();
        },
        (error: unknown) => noteFailure(importId, error),
      );
    },
    cancelImport,
    refreshLibrary: () =>
      orSay(async () => {
        const db = await database();
        const [sets, models, encoders, languageModels] = await Promise.all([
          listDataSets(db),
          listModels(db),
          listEncoders(db),
          listDescribed(db),
        ]);
        data.setState({ sets, models, encoders, languageModels });
      }),
    useDataSet: takeDataSet,
    removeDataSet: (id) =>
      orSay(async () => {
        await removeDataSet(await database(), id);
        data.setState(({ sets }) => ({ sets: sets.filter((set) => set.id !== id) }));
        const { config, set } = experiment.getState();
        if (config.textSet === id) set('textSet', BUILT_IN_SET);
      }),
    async keepTeacher(name) {
      const run = training.getState();
      if (!run.config || run.keepingTeacher || !hasTeacherToKeep(run)) return;
      askToLast();
      training.setState({ keepingTeacher: true });
      const figures = metrics.evaluations.findLast(({ arm }) => arm === 'teacher')?.figures ?? {};
      try {
        const teacher = await bridge.send('model.keep', { of: 'teacher', name, figures });
        noteModel(data, teacher);
        // unless another run has begun meanwhile
        if (training.getState().keepingTeacher) training.setState({ teacherKept: teacher.id });
      } catch (error) {
        complain(error);
      }
      training.setState({ keepingTeacher: false });
    },
    useAsTeacher: takeTeacher,
    async loadTeacherFiles(files) {
      askToLast();
      try {
        const chosen = files.map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));
        const card = await bridge.send('teacher.load', { files: chosen });
        noteModel(data, card);
        // whoever brings a teacher wants to distil it
        const { config, set } = experiment.getState();
        if (includesTask(config.task, card.task)) set('teacher', modelTeacher(card));
        else takeTeacher(card.id);
      } catch (error) {
        complain(error);
      }
    },
    async removeModel(id, name) {
      const { config, set } = experiment.getState();
      const card = data.getState().models.find((model) => model.id === id);
      if (!card || !(await removals.remove({ store: 'models', id, name }))) return;
      data.setState(({ models }) => ({ models: models.filter((model) => model.id !== id) }));
      if (config.teacher === modelTeacher(card)) set('teacher', taskOf(card.task)!.defaultTeacher);
    },
  };
}
