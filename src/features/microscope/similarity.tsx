// How alike the layers of teacher and student are: a table of linear CKA, shaded.

import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inspection } from '../../state/microscope-store';
import { ScrollBox } from '../../ui/scroll-box';

export function Similarity({ seen: { similarity, views, pieces } }: { seen: Inspection }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const title = t('microscope:similarity.title');
  if (!similarity) {
    const why = views.length < 2 ? 'noStudent' : pieces.length > 0 ? 'tooShort' : 'notHere';
    return (
      <section className="microscope__part">
        <h3>{title}</h3>
        <p className="soft">{t(`microscope:similarity.${why}`)}</p>
      </section>
    );
  }
  const { cka, items, rows, columns } = similarity;
  return (
    <section className="microscope__part">
      <h3>{title}</h3>
      <ScrollBox label={title}>
        <table className="alike">
          <thead>
            <tr>
              <td className="soft">
                {t(`speaker.${rows}`)} ↓ {t(`speaker.${columns}`)} →
              </td>
              {cka[0]!.map((_, j) => (
                <th key={j} scope="col">
                  {j === 0 ? t('microscope:similarity.input') : j}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cka.map((row, i) => (
              <tr key={i}>
                <th scope="row">{i === 0 ? t('microscope:similarity.input') : i}</th>
                {row.map((value, j) => (
                  <td key={j} style={{ '--heat': `${Math.round(60 * value)}%` } as CSSProperties}>
                    {value.toFixed(2)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="help-text">
        {t(pieces.length > 0 ? 'microscope:similarity.help' : 'microscope:similarity.helpPoints', {
          n: items,
        })}
      </p>
    </section>
  );
}
