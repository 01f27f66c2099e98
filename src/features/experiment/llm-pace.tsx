// How long a language model in the page will take for what the experiment on the table asks of it, by what was measured.

import { useTranslation } from 'react-i18next';
import { numberSetting } from '../../catalog/settings';
import { entry as llm } from '../../catalog/settings/llm';
import { formatDuration, formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import type { PageModel } from '../../state/llm-actions';

/** Sentences to validate and to test for each one to train with, at most (settings/llm.ts). */
const CHECKED = 0.75;

export function LlmPace({ pace, unmeasured }: { pace: PageModel['pace']; unmeasured: string }) {
  const { t } = useTranslation('llm');
  const locale = useLocale();
  const { settings, task } = useExperiment((state) => state.config);
  const sentences = numberSetting(settings, llm.id, 'sentences') * (1 + CHECKED);
  if (!pace)
    return (
      <p className="help-text" role="status">
        {unmeasured}
      </p>
    );
  const second = formatNumber(locale, pace.each / 1000, 2);
  return (
    <p className="help-text" role="status">
      {task === 'agent'
        ? t('paceAgent', { second })
        : t('pace', {
            second,
            sentences: formatNumber(locale, sentences),
            time: formatDuration(locale, (pace.first + pace.each * sentences) / 1000),
          })}
    </p>
  );
}
