// The heat map of a sweep: a table whose cells are shaded by the student's main figure; each finished cell opens as a run.

import { useTranslation } from 'react-i18next';
import { mainFigure } from '../../catalog/catalog';
import { figures } from '../../catalog/figures';
import { useLocalised } from '../../i18n/use-localised';
import { download } from '../../state/download';
import { actions } from '../../state/hooks';
import { cellValues, type Study } from '../../state/studies';
import { Button } from '../../ui/button';
import { SaveChart } from '../../ui/chart/save-button';
import { ScrollBox } from '../../ui/scroll-box';
import { useFigureFormat } from './estimate';
import { useSettingWords } from './setting-words';

export function HeatMap({ sweep, busy }: { sweep: Study; busy: boolean }) {
  const { t } = useTranslation(['translation', 'proof']);
  const localised = useLocalised();
  const words = useSettingWords();
  const { format, interval } = useFigureFormat();
  const figure = figures.find(({ id }) => id === mainFigure(sweep.base.task))!;
  const [down, across] = sweep.axes;
  if (!down || !across) return null;
  const estimates = sweep.cells.map(
    ({ result }) => result?.report.arms.find(({ arm }) => arm === 'student')?.figures[figure.id],
  );
  const known = estimates.flatMap((estimate) => estimate?.value ?? []);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const best = estimates.findIndex((estimate) => estimate?.value === most);
  const settings = (cell: number): string => words.several(sweep.axes, cellValues(sweep, cell));
  const csv = () => ({
    head: [
      words.name(down.field),
      words.name(across.field),
      figure.unit === 'share' ? `${localised(figure.label)} (${t('app.share')})` : localised(figure.label),
    ],
    rows: estimates.flatMap((estimate, cell) =>
      estimate ? [[...cellValues(sweep, cell), estimate.value]] : [],
    ),
  });
  return (
    <figure className="chart">
      <figcaption className="soft">
        {t('proof:heatCaption', {
          figure: localised(figure.label),
          rows: words.name(down.field),
          columns: words.name(across.field),
        })}
      </figcaption>
      <ScrollBox label={t('proof:heatMap')} className="table">
        <table className="heat">
          <thead>
            <tr>
              <td />
              {across.values.map((value) => (
                <th key={value} scope="col">
                  {words.value(value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {down.values.map((value, row) => (
              <tr key={value}>
                <th scope="row">{words.value(value)}</th>
                {across.values.map((_, column) => {
                  const cell = row * across.values.length + column;
                  const estimate = estimates[cell];
                  if (!estimate)
                    return (
                      <td key={column} className="soft">
                        {t(`proof:cellStatus.${sweep.cells[cell]!.status}`)}
                      </td>
                    );
                  const shade = most > least ? (estimate.value - least) / (most - least) : 1;
                  return (
                    <td
                      key={column}
                      className={cell === best ? 'heat__best' : undefined}
                      style={{ '--shade': `${Math.round(8 + 52 * shade)}%` } as React.CSSProperties}
                    >
                      <button
                        type="button"
                        data-picture="part"
                        disabled={busy}
                        title={t('proof:openCell', { settings: settings(cell) })}
                        aria-label={t('proof:openCellWith', {
                          settings: settings(cell),
                          value: format(estimate.value, figure.unit),
                        })}
                        onClick={() => actions.openCell('sweep', cell)}
                      >
                        {format(estimate.value, figure.unit)}
                        <small>{interval(estimate, figure.unit)}</small>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {best >= 0 && (
        <p data-picture="none">
          {t('proof:bestCell', { settings: settings(best), value: format(most, figure.unit) })}{' '}
          <Button small disabled={busy} onClick={() => actions.openCell('sweep', best)}>
            {t('proof:openBest')}
          </Button>
        </p>
      )}
      {known.length > 1 && (
        <p className="soft" data-picture="none">
          {t('proof:sweepCaution')}
        </p>
      )}
      {known.length > 0 && <SaveChart name={t('proof:heatMap')} save={download} csv={csv} />}
    </figure>
  );
}
