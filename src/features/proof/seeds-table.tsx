// Each arm's figure for every seed or fold, with mean or share of all rows, and interval: as dots on a line of shares, and as the table that the dots are of.

import { useTranslation } from 'react-i18next';
import { figures } from '../../catalog/figures';
import { useLocalised } from '../../i18n/use-localised';
import { cellValues, type Study } from '../../state/studies';
import type { RaceResult } from '../../state/verdict';
import { HelpText } from '../../ui/help';
import { ScrollBox } from '../../ui/scroll-box';
import { ArmMark } from '../../ui/arm';
import { Dots } from './dots';
import { useFigureFormat } from './estimate';

export function SeedsTable({ race, result }: { race: Study; result: RaceResult }) {
  const { t } = useTranslation(['translation', 'proof']);
  const localised = useLocalised();
  const { format, interval } = useFigureFormat();
  const { over } = result;
  const { label, unit } = figures.find(({ id }) => id === result.figure)!;
  const names = race.cells.flatMap(({ result }, i) => (result ? [String(cellValues(race, i)[0])] : []));
  const all = result.arms.flatMap(({ values, interval: { low, high } }) => [
    ...values,
    ...[low, high].filter(Number.isFinite),
  ]);
  const [from, to] = [Math.max(0, Math.min(...all) - 0.02), Math.min(1, Math.max(...all) + 0.02)];
  return (
    <div>
      <HelpText>{t(`proof:runsCaption.${over}`, { figure: localised(label) })}</HelpText>
      <ScrollBox label={t(`proof:runsTable.${over}`)} className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('proof:model')}</th>
              <th scope="col" className="seeds__plot">
                <span className="seeds__ends">
                  <span>{format(from, unit)}</span>
                  <span>{format(to, unit)}</span>
                </span>
              </th>
              <th scope="col">{t(over === 'folds' ? 'proof:allRows' : 'proof:mean')}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {t(`proof:run.${over}`, { name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.arms.map((arm) => (
              <tr key={arm.arm}>
                <th scope="row">
                  <ArmMark arm={arm.arm} /> {t(`speaker.${arm.arm}`)}
                </th>
                <td className="seeds__plot">
                  <Dots {...arm} from={from} to={to} />
                </td>
                <td>
                  {format(arm.interval.value, unit)}
                  <small className="soft">{interval(arm.interval, unit)}</small>
                </td>
                {arm.values.map((value, i) => (
                  <td key={names[i]}>{Number.isNaN(value) ? '–' : format(value, unit)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}
