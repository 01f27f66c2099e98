// What a language model may be asked, and how fast: budget, prices, pace, and what has been spent.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { actions } from '../../state/hooks';
import type { Endpoint } from '../../state/llm-actions';
import { NumberField } from '../../ui/number-field';
import type { LlmPartProps } from './llm-prompts';

const MOST = 1e12;

export function LlmLimits({ draft, change }: LlmPartProps<Endpoint>) {
  const { t } = useTranslation('llm');
  const locale = useLocale();
  const { budget, price, atOnce, seconds } = draft;
  const [spent, setSpent] = useState({ requests: 0, tokens: 0, money: 0 });
  useEffect(() => {
    let shown = true;
    actions
      .languageModels()
      .then(({ spent }) => spent(draft))
      .then(
        (found) => shown && setSpent(found),
        () => undefined, // nothing can be stored here, so nothing is known
      );
    return () => {
      shown = false;
    };
  }, [draft]);
  const number = (value: number) => formatNumber(locale, value, 4);
  return (
    <div className="llm__group">
      <p>
        {t('spent', {
          requests: number(spent.requests),
          tokens: number(spent.tokens),
          money: number(spent.money),
        })}
      </p>
      <p className="help-text">{t('budgetHelp')}</p>
      <div className="llm__numbers">
        {(['requests', 'tokens', 'money'] as const).map((what) => (
          <NumberField
            key={what}
            label={t(what)}
            value={budget[what]}
            min={0}
            max={MOST}
            step={what === 'money' ? 0.01 : 1}
            onChange={(moved) => change({ budget: { ...budget, [what]: moved } })}
          />
        ))}
        <NumberField
          label={t('priceRead')}
          value={price.read}
          min={0}
          max={MOST}
          step={0.01}
          onChange={(read) => change({ price: { ...price, read } })}
        />
        <NumberField
          label={t('priceWritten')}
          value={price.written}
          min={0}
          max={MOST}
          step={0.01}
          onChange={(written) => change({ price: { ...price, written } })}
        />
        <NumberField
          label={t('atOnce')}
          value={atOnce}
          min={1}
          max={32}
          step={1}
          onChange={(moved) => change({ atOnce: moved })}
        />
        <NumberField
          label={t('seconds')}
          value={seconds}
          min={1}
          max={600}
          step={1}
          onChange={(moved) => change({ seconds: moved })}
        />
      </div>
    </div>
  );
}
