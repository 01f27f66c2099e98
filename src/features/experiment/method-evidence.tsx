// What the chosen method was worth against plain Hinton in the bench of methods (npm run bench:methods), on budgets of this task: gained,
// lost or undecided, negative results as well. Loaded when a method other than Hinton's is chosen.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presets } from '../../catalog/catalog';
import type results from '../../catalog/method-results.json';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';

type Result = (typeof results)[number];

const outcomeOf = ({ low, high }: Result) => (low > 0 ? 'gained' : high < 0 ? 'lost' : 'undecided');

export default function MethodEvidence({ method, task }: { method: string; task: string }) {
  const { t } = useTranslation('evidence');
  const locale = useLocale();
  const localised = useLocalised();
  const [all, setAll] = useState<readonly Result[]>([]);
  useEffect(() => {
    import('../../catalog/method-results.json').then(
      (loaded) => setAll(loaded.default),
      () => undefined, // offline: the method works all the same
    );
  }, []);
  const points = (share: number) => `${share > 0 ? '+' : ''}${formatNumber(locale, 100 * share, 2)}`;
  const mine = all.flatMap((result) => {
    const preset = presets.find(({ id }) => id === result.preset);
    return result.id === method && preset?.config['task'] === task ? [{ result, preset }] : [];
  });
  if (mine.length === 0) return null;
  return (
    <section aria-label={t('title')} className="help-text">
      <b>{t('title')}</b>
      <ul>
        {mine.map(({ result, preset }) => (
          <li key={result.budget}>
            {t(outcomeOf(result), {
              where: localised(preset.label),
              points: points(result.value),
              low: points(result.low),
              high: points(result.high),
              seeds: result.seeds,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
