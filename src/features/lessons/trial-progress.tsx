// How far the experiment of a lesson is: which run, and which step of it.

import { useTranslation } from 'react-i18next';
import type { Trial } from '../../catalog/lesson';
import { useLocalised } from '../../i18n/use-localised';
import { actions, useLessons, useStudies, useTraining } from '../../state/hooks';
import { cellsDone } from '../../state/studies';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';

export function TrialProgress({ trial: { runs } }: { trial: Trial }) {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const over = useStudies(({ lesson }) => (lesson ? cellsDone(lesson) : 0));
  const { step, steps } = useTraining((state) => state.stage);
  const preparing = useTraining((state) => state.phase === 'preparing');
  const compressing = useLessons((state) => state.compressing);
  const run = Math.min(over + 1, runs.length);
  const stop = (
    <Button icon="stop" onClick={() => actions.stopTrial()}>
      {t('lesson:stop')}
    </Button>
  );
  if (compressing) {
    const { work, done, total } = compressing;
    return (
      <div className="lesson__running">
        <ProgressBar
          label={t(`lesson:smaller.${work}`)}
          done={done}
          total={total}
          text={t('lesson:smaller.help')}
        />
        {stop}
      </div>
    );
  }
  return (
    <div className="lesson__running">
      <ProgressBar
        label={t('lesson:running', { run, runs: runs.length, name: say(runs[run - 1]!.name) })}
        done={step}
        total={preparing ? 0 : steps}
        text={preparing ? t('lesson:preparing') : t('lesson:step', { step, steps })}
      />
      {stop}
    </div>
  );
}
