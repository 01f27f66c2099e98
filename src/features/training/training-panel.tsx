// The Training panel: the still, the figures, the curves, and for points the decision maps.

import { useTranslation } from 'react-i18next';
import { teachersOf } from '../../catalog/teachers';
import { actions, useExperiment, useTraining } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { AccuracyChart } from './accuracy-chart';
import { DecisionMaps } from './decision-maps';
import { FlowView } from './flow-view';
import { KeepTeacher } from './keep-teacher';
import { LossChart } from './loss-chart';
import { MixtureView } from './mixture-view';
import { ProgressScene } from './progress-scene';
import { RolloutView } from './rollout-view';
import { SlowNote } from './slow-note';
import { PhaseLine } from './phase-line';
import { StatusLine } from './status-line';
import { TeacherNote } from './teacher-note';
import './training-panel.css';

export function TrainingPanel() {
  const { t } = useTranslation();
  const table = useExperiment((state) => state.config);
  const run = useTraining((state) => state.config);
  const config = run ?? table;
  const teachers = teachersOf(config).length;
  return (
    <Panel
      title={t('training.title')}
      className="training-panel"
      aside={
        <Button look="quiet" small icon="download" onClick={() => void actions.exportRun()}>
          {t('training.exportRun')}
        </Button>
      }
    >
      <div className="training">
        <ProgressScene />
        <StatusLine />
        <PhaseLine />
        <div className="training__more">
          <SlowNote />
          <TeacherNote />
          <KeepTeacher />
          <RolloutView />
          {config.task === 'points' && config.dataset !== 'textbook' && <DecisionMaps />}
        </div>
        <Disclosure summary={t('flow.summary')}>{() => <FlowView />}</Disclosure>
        <div className="training__charts">
          <LossChart />
          <AccuracyChart />
          {teachers > 1 && <MixtureView count={teachers} />}
        </div>
      </div>
    </Panel>
  );
}
