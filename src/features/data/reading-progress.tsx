// How far the worker is with reading or storing.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { Importing } from '../../state/data-store';
import { ProgressBar } from '../../ui/progress-bar';

export function ReadingProgress({ importing: { busy, progress } }: { importing: Importing }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const { done, total } = busy === 'reading' ? progress : { done: 0, total: 0 };
  return (
    <ProgressBar
      label={t(busy === 'storing' ? 'data:storing' : 'data:reading')}
      done={done}
      total={total}
      text={total > 0 ? formatShare(locale, Math.min(1, done / total), 0) : ''}
    />
  );
}
