// Distill, and below it the transport: pause, resume, step, stop, reset. All are always there; what cannot be done now is off.

import { useTranslation } from 'react-i18next';
import { actions, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import './run-buttons.css';

export function RunButtons() {
  const { t } = useTranslation();
  const phase = useTraining((state) => state.phase);
  const step = useTraining((state) => state.step);
  const underWay = isUnderWay(phase);
  const transport = [
    { name: 'pause', act: actions.pause, on: phase === 'running' },
    { name: 'resume', act: actions.resume, on: phase === 'paused' },
    { name: 'step', act: actions.step, on: phase !== 'running' && phase !== 'preparing' },
    { name: 'stop', act: actions.stop, on: underWay },
    { name: 'reset', act: actions.reset, on: underWay || step > 0 || phase === 'failed' },
  ] as const;
  return (
    <div role="group" aria-label={t('experiment.controls')} className="run-buttons">
      <Button
        look="primary"
        icon="play"
        className="run-buttons__distill"
        disabled={underWay}
        onClick={actions.distill}
      >
        {t('experiment.distill')}
      </Button>
      {transport.map(({ name, act, on }) => (
        <Button
          key={name}
          look="quiet"
          icon={name}
          className="run-buttons__move"
          disabled={!on}
          onClick={act}
        >
          {t(`experiment.${name}`)}
        </Button>
      ))}
    </div>
  );
}
