// How far a race or sweep has come, and the buttons that hold, resume and end it.

import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import { cellsDone, type Study } from '../../state/studies';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';

export function StudyProgress({ study }: { study: Study }) {
  const { t } = useTranslation(['translation', 'proof']);
  const { kind, status, cells } = study;
  const done = cellsDone(study);
  const failed = cells.filter((cell) => cell.status === 'failed').length;
  const name = t(`proof.kind.${kind}`);
  return (
    <div className="study">
      <ProgressBar
        label={t(`proof:status.${status}`)}
        done={done}
        total={cells.length}
        text={t('proof:runsDone', { done, total: cells.length })}
      />
      {failed > 0 && <p className="soft">{t('proof:failed', { failed })}</p>}
      {(status === 'running' || status === 'paused') && (
        <div className="study__buttons">
          {status === 'running' ? (
            <Button small icon="pause" onClick={() => actions.pauseStudy(kind)}>
              {t('proof:pause', { name })}
            </Button>
          ) : (
            <Button small icon="play" onClick={() => actions.resumeStudy(kind)}>
              {t('proof:resume', { name })}
            </Button>
          )}
          <Button small look="quiet" onClick={() => actions.cancelStudy(kind)}>
            {t('proof:cancel', { name })}
          </Button>
        </div>
      )}
    </div>
  );
}
