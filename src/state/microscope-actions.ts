// Actions of the microscope: look, look again, cancel, search rows, edit a row's soft label.

import { errorFields } from '../protocol/errors';
import type { Subject } from '../protocol/inspection';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { largerRun } from './larger-run';
import { noteLabel } from './training-store';

type MicroscopeActions = Pick<
  Actions,
  'look' | 'lookAgain' | 'cancelLook' | 'followExample' | 'findRows' | 'editLabel'
>;

/** Rows that a search lists. */
const MOST_FOUND = 20;

export function microscopeActions({ stores, bridge, complain }: AppParts): MicroscopeActions {
  const { microscope, training, runs } = stores;
  let looks = 0;
  let searches = 0;
  let following = false;

  function look(subject: Subject): void {
    const { config } = training.getState();
    const larger = config && largerRun(runs.getState().runs, config);
    const mine = ++looks;
    microscope.setState({ looking: true, subject, error: null });
    bridge.send('inspect', { subject, ...(larger && { larger: larger.id }) }).then(
      (seen) => {
        if (mine === looks) microscope.setState({ looking: false, seen });
      },
      (error: unknown) => {
        if (mine !== looks) return; // the one that came after tells
        const fields = errorFields(error);
        microscope.setState({ looking: false, error: fields.code === 'cancelled' ? null : fields });
      },
    );
  }

  return {
    look,
    lookAgain() {
      const { subject } = microscope.getState();
      if (subject) look(subject);
    },
    cancelLook: () => void bridge.send('inspect.cancel', {}).catch(complain),
    async followExample(row) {
      // the next step asks again; and whoever looks by hand comes first
      if (following || microscope.getState().looking) return;
      following = true;
      try {
        const example = await bridge.send('inspect', { subject: { kind: 'row', row }, brief: true });
        microscope.setState({ example });
      } catch {
        microscope.setState({ example: null }); // the rows went with the run, or a look by hand came between
      } finally {
        following = false;
      }
    },
    findRows(search) {
      const mine = ++searches;
      bridge.send('inspect.rows', { search, most: MOST_FOUND }).then((found) => {
        if (mine === searches) microscope.setState({ found });
      }, complain);
    },
    editLabel(row, probabilities) {
      const label = { row, probabilities: probabilities && [...probabilities] };
      bridge.send('train.adjust', { label }).then(() => {
        noteLabel(training, row, probabilities && Math.max(...probabilities), Date.now());
        microscope.setState(({ seen, found }) => ({
          seen: seen?.row === row ? { ...seen, edited: label.probabilities } : seen,
          found: found && {
            ...found,
            rows: found.rows.map((entry) =>
              entry.row === row ? { ...entry, edited: probabilities !== null } : entry,
            ),
          },
        }));
      }, complain);
    },
  };
}
