// The figures of a result as a table, with a bar beside each that has an end: shares of the whole, others of the largest in their group.

import { useLocalised } from '../../i18n/use-localised';
import type { Figure } from '../../catalog/lesson';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';

interface FiguresProps {
  figures: readonly Figure[];
  write: (figure: Figure) => string;
}

export function Figures({ figures, write }: FiguresProps) {
  const say = useLocalised();
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const name = figure.group ? say(figure.group) : '';
    groups.set(name, [...(groups.get(name) ?? []), figure]);
  }
  return [...groups].map(([name, members]) => (
    <table key={name} className="lesson__figures">
      {name && <caption>{name}</caption>}
      <tbody>
        {members.map((figure) => (
          <tr key={figure.id}>
            <th scope="row">
              {figure.arm && <ArmMark arm={figure.arm} />} {say(figure.label)}
            </th>
            <td>
              <span
                aria-hidden="true"
                className="lesson__bar"
                style={{
                  width: `${100 * lengthOf(figure, members)}%`,
                  background: figure.arm ? ARM_COLOURS[figure.arm] : 'var(--line-strong)',
                }}
              />
              <span className="lesson__value">{write(figure)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  ));
}

/** 0 to 1; what lies between two shares can be below 0, and has no bar. */
function lengthOf(figure: Figure, group: readonly Figure[]): number {
  if (figure.unit === 'share') return Math.max(0, figure.value);
  if (figure.unit === 'points') return 0;
  const most = Math.max(...group.filter(({ unit }) => unit === figure.unit).map(({ value }) => value));
  return most > 0 ? Math.max(0, figure.value / most) : 0;
}
