// Actions on the models of the library: kept, named, talked with, taken as teacher or as the student's start. What is used further
// is kept first, or it would go with its run. Each takes the name by which the list shows the model.

import { readsOf } from '../catalog/catalog';
import { BUILT_IN_SET, modelTeacher, parseRunConfig } from '../catalog/run-config';
import { datasets } from '../catalog/datasets';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import type { ModelCard } from '../protocol/model-card';
import { changeCard } from '../storage/models';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { askToLast } from './ask-to-last';

type LibraryActions = Pick<Actions, 'keepModel' | 'changeModel' | 'teachWith' | 'startStudent' | 'talkWith'>;

export function libraryActions(
  { stores, bridge, database }: AppParts,
  actions: Pick<Actions, 'useAsTeacher' | 'refreshLibrary'>,
): LibraryActions {
  const { experiment, chat, page } = stores;
  const change = async (id: string, to: Parameters<typeof changeCard>[2]): Promise<void> => {
    await changeCard(await database(), id, to);
    await actions.refreshLibrary();
  };
  const kept = async ({ id, kept: already, figures }: ModelCard, name: string): Promise<void> => {
    if (already) return;
    askToLast();
    await change(id, { kept: true, name, figures });
  };
  return {
    keepModel: kept,
    changeModel: change,
    async teachWith(card, name) {
      if (card.id === SHIPPED_TEACHER) {
        if (experiment.getState().config.task !== card.task) experiment.getState().set('task', card.task);
        experiment.getState().set('teacher', SHIPPED_TEACHER);
      } else {
        await kept(card, name);
        actions.useAsTeacher(card.id);
      }
      page.getState().show('experiment');
    },
    async startStudent(card, name) {
      const { id, task, dataSet, labels, vocabulary } = card;
      if (id !== SHIPPED_TEACHER) await kept(card, name);
      const { size, plain } = await bridge.send('model.shape', { model: id });
      if (experiment.getState().config.task !== task) experiment.getState().set('task', task);
      const { config, load } = experiment.getState();
      const isOfPoints = datasets.some((set) => set.id === dataSet);
      const own = readsOf(task) !== null && dataSet !== null && dataSet !== BUILT_IN_SET;
      const fitting = {
        ...config,
        ...(size !== null && { student: size }), // one of no known size is refused by name when the run starts
        plainStudent: plain,
        start: id === SHIPPED_TEACHER ? SHIPPED_TEACHER : modelTeacher(card),
        ...(isOfPoints && { dataset: dataSet, ...(labels !== null && { classes: labels }) }),
        ...(readsOf(task) !== null && dataSet !== null && { textSet: dataSet }),
        ...(own && vocabulary !== null && { vocabulary }),
      };
      load(parseRunConfig(fitting).config);
      page.getState().show('experiment');
    },
    talkWith(card, name) {
      chat.getState().invite('guest', { ...card, name });
      chat.getState().setSpeaker('guest');
      page.getState().show('chat');
    },
  };
}
