// The Microscope panel: what to put under it, and the state of the look. What is seen is drawn by a part that is loaded when there is
// something to see.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { actions, useExperiment, useMicroscope, useTraining } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Note } from '../../ui/note';
import { Panel } from '../../ui/panel';
import './microscope-panel.css';
import { PointForm } from './point-form';
import { SentenceForm } from './sentence-form';

const View = lazy(() => import('./microscope-view'));

/** The task of the models that are at hand, or of the experiment on the table. */
function useTask(): { task: string; trained: boolean } {
  const table = useExperiment((state) => state.config.task);
  const ran = useTraining((state) => (state.speakers.length > 0 ? state.config?.task : undefined));
  return { task: ran ?? table, trained: ran !== undefined };
}

export default function MicroscopePanel() {
  const { t } = useTranslation(['translation', 'microscope']);
  const { task, trained } = useTask();
  const { looking, error, seen } = useMicroscope((state) => state);
  const fits = seen?.task === task || (seen !== null && !trained);
  return (
    <Panel
      title={t('microscope.title')}
      className="microscope"
      aside={
        looking ? (
          <>
            <span role="status" className="soft">
              {t('microscope:looking')}
            </span>
            <Button small onClick={actions.cancelLook}>
              {t('microscope:cancel')}
            </Button>
          </>
        ) : (
          fits && (
            <Button small icon="reset" onClick={actions.lookAgain}>
              {t('microscope:again')}
            </Button>
          )
        )
      }
    >
      {task === 'points' ? <PointForm trained={trained} /> : <SentenceForm trained={trained} />}
      {error && (
        <Note title={t('microscope:failed')}>
          <p>{error.message}</p>
        </Note>
      )}
      {fits ? (
        <Suspense fallback={<div className="microscope__loading" />}>
          <View key={`${seen.task} ${seen.text} ${seen.row}`} seen={seen} />
        </Suspense>
      ) : (
        <p className="soft microscope__empty">
          {trained
            ? t('microscope:empty.trained')
            : t(readsOf(task) === 'dialogues' ? 'microscope:empty.agent' : 'microscope:empty.untrained')}
        </p>
      )}
    </Panel>
  );
}
