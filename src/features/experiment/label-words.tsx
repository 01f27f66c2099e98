// What each label of the data on the table means, in words that the person can change.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useExperiment } from '../../state/hooks';
import { HelpText } from '../../ui/help';

export function LabelWords() {
  const { t } = useTranslation('encoder');
  const textSet = useExperiment((state) => state.config.textSet);
  const [labels, setLabels] = useState<readonly { label: string; words: string }[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    actions
      .encoders()
      .then((encoders) => encoders.labels())
      .then(
        (found) => shown && setLabels(found),
        (error: unknown) => shown && setProblem(error instanceof Error ? error.message : String(error)),
      );
    return () => {
      shown = false;
    };
  }, [textSet]);
  if (problem !== null) return <p role="alert">{problem}</p>;
  return (
    <div className="encoders__words">
      <HelpText>{t('wordsHelp')}</HelpText>
      {labels.map(({ label, words }) => (
        <label key={`${textSet} ${label}`}>
          <span className="encoders__label">{label}</span>
          <input
            type="text"
            className="field__control"
            aria-label={t('wordsOf', { label })}
            defaultValue={words}
            maxLength={200}
            onBlur={({ target }) => {
              if (target.value !== words)
                void actions.encoders().then(({ name }) => name(label, target.value));
            }}
          />
        </label>
      ))}
    </div>
  );
}
