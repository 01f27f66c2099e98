// Five words that the teacher could plan next, and their probabilities at the temperature of the slider.

import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { softmax } from '../../lib/distributions';

/** What a teacher may think of the next word after "wake me in ten". */
const WORDS = ['timer', 'alarm', 'time', 'todo', 'none'];
const LOGITS = [5.2, 3.6, 2.4, 1.5, 0.4];

export function SoftmaxPicture() {
  const { t } = useTranslation();
  const locale = useLocale();
  const temperature = useExperiment((state) => state.config.temperature);
  const shares = softmax(LOGITS, temperature);
  const words = WORDS.map((word, i) => `${word} ${formatShare(locale, shares[i]!, 0)}`).join(', ');
  return (
    <div
      className="softmax"
      role="img"
      aria-label={t('explainer.softmaxImage', { value: formatNumber(locale, temperature), words })}
    >
      {WORDS.map((word, i) => (
        <div key={word} className="softmax__word">
          <span className="softmax__bar" style={{ height: `${4 + 40 * shares[i]!}px` }} />
          <span lang="en">{word}</span>
        </div>
      ))}
    </div>
  );
}
