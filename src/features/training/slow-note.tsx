// Why the textbook's own settings hardly move the student: shown where they are on the table.

import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { actions, useExperiment, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { Note } from '../../ui/note';

export default function SlowNote() {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const { steps, learningRate } = useExperiment((state) => state.config);
  const applyPreset = useExperiment((state) => state.applyPreset);
  const phase = useTraining((state) => state.phase);
  return (
    <Note title={t('training:slowTitle')}>
      <p>
        {t('training:slow', {
          steps,
          rate: formatNumber(locale, learningRate),
          reach: formatNumber(locale, steps * learningRate),
        })}
      </p>
      <Button
        small
        onClick={() => {
          if (isUnderWay(phase)) actions.stop();
          applyPreset('textbook-works');
        }}
      >
        {t('training:slowFix')}
      </Button>
    </Note>
  );
}
