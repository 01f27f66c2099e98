// How sure a model must be of its plan to act and to ask back.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { thresholdFor } from '../../state/chat-store';
import { useChat } from '../../state/hooks';
import { Slider } from '../../ui/slider';

export function Sureness() {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  const thresholds = useChat((state) => state.thresholds);
  const setThresholds = useChat((state) => state.setThresholds);
  const from = (effect: 'reads' | 'adds' | 'changes') =>
    formatShare(locale, thresholdFor(thresholds.act, effect, 'act'), 0);
  return (
    <>
      {(['act', 'ask'] as const).map((which) => (
        <Slider
          key={which}
          label={t(`turn:${which}Above`)}
          value={thresholds[which]}
          min={0}
          max={0.99}
          step={0.01}
          onChange={(value) => setThresholds({ [which]: value })}
          text={formatShare(locale, thresholds[which], 0)}
          help={t(`turn:${which}AboveHelp`)}
        />
      ))}
      <p className="help-text">
        {t('turn:byEffect', { reads: from('reads'), adds: from('adds'), changes: from('changes') })}
      </p>
    </>
  );
}
