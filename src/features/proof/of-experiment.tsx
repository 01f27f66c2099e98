// Which experiment a race or sweep was of; marked where another one is on the table now, with a way back to it.

import { useTranslation } from 'react-i18next';
import { rivals } from '../../catalog/arms';
import { changedFields, type Field } from '../../catalog/differences';
import { formatTime } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { actions, useExperiment } from '../../state/hooks';
import type { Study } from '../../state/studies';
import { Button } from '../../ui/button';
import { useExperimentWords } from './setting-words';

/** A study brings its own rivals, and its checks are its own business. */
const NOT_ITS_OWN: readonly Field[] = [...rivals.map(({ id }) => id), 'evalEvery'];

export function OfExperiment({ study: { kind, base, axes, startedAt } }: { study: Study }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const words = useExperimentWords();
  const table = useExperiment((state) => state.config);
  const varied: readonly Field[] = [...NOT_ITS_OWN, ...axes.map(({ field }) => field)];
  const other = changedFields(table, base).some((field) => !varied.includes(field));
  const about = { experiment: words(base), time: formatTime(locale, startedAt) };
  return (
    <div className={other ? 'of-experiment of-experiment--other' : 'of-experiment'}>
      <p>
        {other && <strong>{t('proof:otherExperiment')} </strong>}
        {t(kind === 'sweep' ? 'proof:ofExperiment.sweep' : 'proof:ofExperiment.race', about)}
      </p>
      {other && (
        <Button small onClick={() => actions.openStudy(kind)}>
          {t('proof:openExperiment')}
        </Button>
      )}
    </div>
  );
}
