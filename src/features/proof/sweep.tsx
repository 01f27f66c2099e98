// "Sweep": every combination of two settings, as a heat map of the student's main figure. The best cell opens as a run.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_CELLS } from '../../catalog/swept';
import { actions, useExperiment, useStudies, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { AxesFields } from './axes-fields';
import { HeatMap } from './heat-map';
import { OfExperiment } from './of-experiment';
import { StudyProgress } from './study-progress';
import { axesOf, FIRST_AXES } from './sweep-axes';

export function Sweep() {
  const { t } = useTranslation(['translation', 'proof']);
  const sweep = useStudies((state) => state.sweep);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const config = useExperiment((state) => state.config);
  const [choice, setChoice] = useState(FIRST_AXES);
  const axes = axesOf(choice, config);
  const runs = axes.reduce((product, { values }) => product * values.length, 1);
  return (
    <div className="proof__body">
      <p className="soft">{t('proof:sweepHelp')}</p>
      <div className="proof__setup">
        <AxesFields choice={choice} onChange={setChoice} />
        <Button disabled={busy || runs === 0 || runs > MOST_CELLS} onClick={() => actions.startSweep(axes)}>
          {t('proof:runSweep')}
        </Button>
      </div>
      <p className="soft">
        {runs > MOST_CELLS
          ? t('proof:tooMany', { runs, most: MOST_CELLS })
          : t('proof:sweepSize', { count: runs, steps: config.steps })}
      </p>
      {sweep && (
        <section className="study-result" aria-label={t('proof:views.sweep')}>
          <OfExperiment study={sweep} />
          <StudyProgress study={sweep} />
          <HeatMap sweep={sweep} busy={busy} />
        </section>
      )}
    </div>
  );
}
