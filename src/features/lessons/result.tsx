// What the reader's own runs show: figures, maps, whether the lesson's claim holds, what became of the prediction; then the question.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure, Trial, TrialResult } from '../../catalog/lesson';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useLessons } from '../../state/hooks';
import { Choices } from './choices';
import { Figures } from './figures';
import { figureText, type UnitWords, withFigures } from './said';
import { TrialMaps } from './trial-maps';

export function Result({ trial, result }: { trial: Trial; result: TrialResult }) {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const locale = useLocale();
  const predicted = useLessons((state) => state.predicted);
  const answered = useLessons((state) => state.answered);
  const { figures, holds, came, answer } = useMemo(() => trial.read(result), [trial, result]);
  const units: UnitWords = {
    points: (value) => t('lesson:points', { value }),
    times: (value) => t('lesson:times', { value }),
    nats: (value) => t('lesson:nats', { value }),
  };
  const write = (figure: Figure) => figureText(locale, figure, units);
  const labelOf = (question: Trial['question'], id: string | null) => {
    const choice = question.choices.find((one) => one.id === id);
    return choice ? say(choice.label) : '';
  };
  return (
    <section className="lesson__result" aria-label={t('lesson:result')}>
      <h4 className="lesson__heading">{t('lesson:result')}</h4>
      <Figures figures={figures.filter(({ hidden }) => !hidden)} write={write} />
      <TrialMaps trial={trial} result={result} />
      <div role="status">
        <p className={holds ? 'lesson__verdict' : 'lesson__verdict lesson__verdict--fails'}>
          <strong>
            <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {t(holds ? 'lesson:holds' : 'lesson:fails')}
          </strong>{' '}
          {withFigures(say(holds ? trial.holds : trial.fails), figures, write)}
        </p>
        <p>
          {predicted === came
            ? t('lesson:hit')
            : t('lesson:missed', {
                choice: labelOf(trial.prediction, predicted),
                came: labelOf(trial.prediction, came),
              })}
        </p>
      </div>
      <Choices
        title={t('lesson:question')}
        question={trial.question}
        chosen={answered}
        fixed={answered !== null}
        onChoose={(choice) => actions.answerLesson(choice)}
      >
        {answered !== null && (
          <p role="status">
            <strong>
              {answered === answer
                ? t('lesson:right')
                : t('lesson:wrong', { right: labelOf(trial.question, answer) })}
            </strong>{' '}
            {withFigures(say(trial.because), figures, write)}
          </p>
        )}
      </Choices>
    </section>
  );
}
