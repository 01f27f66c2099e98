// Actions of the dialog "Export model": opened for a model, which the worker then writes in a form, to be downloaded; and the run that
// distils a plain copy of a model with smearing, which more programs can run.

import { modelTeacher, parseRunConfig } from '../catalog/run-config';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import { errorFields } from '../protocol/errors';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { download } from './download';
import { fromNothing } from './experiment-store';
import { CLOSED } from './export-store';
import { isUnderWay } from './training-store';

type ExportActions = Pick<
  Actions,
  'openExport' | 'closeExport' | 'exportModel' | 'cancelExport' | 'distillPlainCopy'
>;

export function exportActions(
  { stores, bridge, complain }: AppParts,
  { distill }: Pick<Actions, 'distill'>,
): ExportActions {
  const { exporting, experiment, training } = stores;
  let lastId = 0;
  bridge.listen('model.exportProgress', ({ exportId, done, total }) => {
    if (exportId === lastId && exporting.getState().progress)
      exporting.setState({ progress: { done, total } });
  });
  const cancel = () => bridge.send('model.cancelExport', {}).catch(complain);
  return {
    async openExport(model) {
      const { about } = exporting.getState(); // of another model of the same run: it stays until this one's is there
      exporting.setState({ ...CLOSED, about, model });
      const change = await bridge.send('model.forms', { model }).then(
        (about) => ({ about }),
        (error: unknown) => ({ about: null, problem: errorFields(error) }),
      );
      if (exporting.getState().model === model) exporting.setState(change);
    },
    closeExport() {
      if (exporting.getState().progress) void cancel();
      lastId++; // a file that comes late is not wanted
      exporting.setState(CLOSED);
    },
    async exportModel(form, choice) {
      const { model, progress } = exporting.getState();
      if (model === null || progress) return;
      const exportId = ++lastId;
      exporting.setState({ progress: { done: 0, total: 0 }, saved: null, problem: null });
      try {
        const { name, blob } = await bridge.send('model.export', { exportId, model, form, choice });
        if (exportId !== lastId) return;
        download(name, blob);
        exporting.setState({ progress: null, saved: name });
      } catch (error) {
        if (exportId !== lastId) return;
        const problem = errorFields(error);
        exporting.setState({ progress: null, problem: problem.code === 'cancelled' ? null : problem });
      }
    },
    cancelExport: () => void cancel(),
    distillPlainCopy() {
      const { about } = exporting.getState();
      if (!about?.size || isUnderWay(training.getState().phase)) return;
      const { card, size } = about;
      const { config } = experiment.getState();
      const copy = {
        ...config,
        task: card.task,
        teacher: card.id === SHIPPED_TEACHER ? SHIPPED_TEACHER : modelTeacher(card),
        student: size,
        textSet: card.dataSet ?? config.textSet,
        specialty: '',
        moreTeachers: '',
        assistants: [],
        plainStudent: true,
      };
      experiment.getState().load(fromNothing(config, parseRunConfig(copy).config));
      exporting.setState(CLOSED);
      distill();
    },
  };
}
