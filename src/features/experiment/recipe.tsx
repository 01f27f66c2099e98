// What is suggested for a data set of the person's own: why, in words, how long it takes, and the way back to it once something was
// changed. Loaded when such a set is chosen.

import { useTranslation } from 'react-i18next';
import { recipeFor, type RecipeReason } from '../../catalog/recipe';
import type { RunConfig } from '../../catalog/run-config';
import { runMinutes } from '../../catalog/run-minutes';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { recipeFacts } from '../../state/data-store';
import { actions, useData, useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import './recipe.css';

export default function Recipe() {
  const { t } = useTranslation('recipe');
  const locale = useLocale();
  const config = useExperiment((state) => state.config);
  const set = useData(({ sets }) => sets.find(({ id }) => id === config.textSet));
  if (!set) return null;
  const facts = recipeFacts(set);
  const { config: suggested, reasons } = recipeFor(facts);
  const number = (value: number) => formatNumber(locale, value, 7);
  const told = (of: RecipeReason['numbers']) => {
    const words: Partial<Record<keyof typeof of, string>> = {};
    for (const [name, value] of Object.entries(of)) words[name as keyof typeof of] = number(value);
    return words;
  };
  const isSuggested = Object.entries(suggested).every(
    ([field, value]) => config[field as keyof RunConfig] === value,
  );
  const minutes = runMinutes(config, facts);
  const about = { rows: number(facts.rows), labels: number(facts.labels) };
  return (
    <section className="recipe" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className="help-text">
        {t(isSuggested ? 'suggested' : 'changed', about)}{' '}
        {minutes !== null && t('minutes', { count: Math.max(1, Math.round(minutes)) })}
      </p>
      {!isSuggested && (
        <Button small onClick={() => actions.useDataSet(set.id, config.task)}>
          {t('use')}
        </Button>
      )}
      <Disclosure summary={t('why')}>
        {() => (
          <ul className="help-text">
            {reasons.map(({ id, numbers }) => (
              <li key={id}>{t(`reasons.${id}`, told(numbers))}</li>
            ))}
          </ul>
        )}
      </Disclosure>
    </section>
  );
}
