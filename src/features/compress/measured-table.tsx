// The models that were measured, in numbers: the run's own, then what was made of its student, by the numbers of the chart.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { type FigureId, figureOf } from '../../catalog/figures';
import { formatBytes, formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions } from '../../state/hooks';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { ScrollBox } from '../../ui/scroll-box';
import type { MeasuredModel } from './measured-models';

export function MeasuredTable({ models, task }: { models: readonly MeasuredModel[]; task: string }) {
  const { t } = useTranslation('compress');
  const locale = useLocale();
  const localised = useLocalised();
  const id = useId();
  const student = models.find(({ arm }) => arm === 'student')?.measured;
  const figure = models.find(({ card }) => card)?.card?.compression?.figure as FigureId;
  const reads = readsOf(task);
  return (
    <div>
      <h3 id={id}>{t('models')}</h3>
      <ScrollBox label={t('models')} className="compress__table">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('model')}</th>
              <th scope="col">{t('size')}</th>
              <th scope="col">{t('zipped')}</th>
              {reads && <th scope="col">{t(reads === 'sentences' ? 'msSentence' : 'msToken')}</th>}
              <th scope="col">{localised(figureOf(figure).short ?? figureOf(figure).label)}</th>
              <th scope="col">{t('lost')}</th>
              {reads && <td />}
            </tr>
          </thead>
          <tbody>
            {models.map(({ key, arm, name, measured, card }) => (
              <tr key={key}>
                <th scope="row">
                  <ArmMark arm={arm} /> {name}
                </th>
                <td>
                  {formatBytes(locale, measured.bytes)}
                  {student && card && ` (${formatShare(locale, measured.bytes / student.bytes, 0)})`}
                </td>
                <td>{formatBytes(locale, measured.zipped)}</td>
                {reads && <td>{measured.ms === null ? '–' : formatNumber(locale, measured.ms, 3)}</td>}
                <td>{formatShare(locale, measured.score)}</td>
                <td>
                  {student && card ? formatNumber(locale, 100 * (student.score - measured.score), 2) : '–'}
                </td>
                {reads && (
                  <td>
                    {card && (
                      <Button
                        look="quiet"
                        small
                        aria-label={t('talkTo', { name })}
                        onClick={() => void actions.talkToCompressed(card)}
                      >
                        {t('talk')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}
