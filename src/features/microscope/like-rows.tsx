// The training rows that are most like what is under the microscope; each can be put there itself.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { Inspection } from '../../state/microscope-store';
import { RowButton } from './row-button';

export function LikeRows({ seen: { rows, classes, foretold, pieces } }: { seen: Inspection }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const byWords = pieces.length > 0;
  return (
    <section className="microscope__part">
      <h3>{t('microscope:nearest.title')}</h3>
      {!rows && <p className="soft">{t('microscope:nearest.gone')}</p>}
      {rows?.nearest.length === 0 && <p className="soft">{t('microscope:nearest.none')}</p>}
      {rows && rows.nearest.length > 0 && (
        <>
          <ul className="microscope__row-list">
            {rows.nearest.map(({ row, text, label, likeness }) => (
              <li key={row}>
                <RowButton row={row} text={text}>
                  {label !== null && !foretold && <span className="soft"> · {classes[label]}</span>}
                  {byWords && <span className="soft"> · {formatShare(locale, likeness, 0)}</span>}
                </RowButton>
              </li>
            ))}
          </ul>
          <p className="help-text">
            {t(byWords ? 'microscope:nearest.byWords' : 'microscope:nearest.byPlace')}
          </p>
        </>
      )}
    </section>
  );
}
