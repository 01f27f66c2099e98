// What was found in the rows, each finding with its count; the rows themselves on demand, a page at a time.

import { useTranslation } from 'react-i18next';
import { findings } from '../../catalog/data-findings';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { ROWS_A_PAGE } from '../../state/data-actions';
import type { DataPreview, DataRow, RowsPage } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

export function Findings({ preview, page }: { preview: DataPreview; page: RowsPage | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const entries = [
    ...findings.flatMap((entry) => {
      const found = preview.findings.find(({ finding }) => finding === entry.id);
      return found
        ? [{ id: entry.id, label: localised(entry.label), rows: found.rows, out: entry.leavesOut }]
        : [];
    }),
    { id: null, label: t('data.allRows'), rows: preview.read, out: false },
  ];
  return (
    <>
      <ul className="findings" aria-label={t('data.findings')}>
        {entries.map(({ id, label, rows, out }) => (
          <li key={id ?? 'all'} className="findings__entry">
            <span className={out ? 'findings__count findings__count--out' : 'findings__count'}>
              {formatNumber(locale, rows, 7)}
            </span>
            <span>
              {label}
              {id !== null && <span className="soft"> · {out ? t('data.leftOut') : t('data.stay')}</span>}
            </span>
            <Button
              look="quiet"
              small
              aria-pressed={page?.finding === id && page !== null}
              aria-label={`${t('data.showRows')}: ${label}`}
              onClick={() => actions.showRows(id, 0)}
            >
              {t('data.showRows')}
            </Button>
          </li>
        ))}
      </ul>
      {page && <Rows page={page} name={entries.find(({ id }) => id === page.finding)?.label ?? ''} />}
    </>
  );
}

function Rows({ page: { finding, offset, rows, total }, name }: { page: RowsPage; name: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const why = (row: DataRow) =>
    [
      ...row.findings.map((id) => {
        const entry = findings.find((one) => one.id === id);
        return entry ? localised(entry.label) : id;
      }),
      ...(row.detail ? [row.detail] : []),
    ].join('; ');
  const last = offset + rows.length;
  return (
    <div className="rows">
      <div className="data-table rows__table" role="region" aria-label={name} tabIndex={0}>
        <table>
          <caption className="visually-hidden">{name}</caption>
          <thead>
            <tr>
              {(['line', 'text', 'label', 'split', 'why'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`data.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={offset + i} className={row.kept ? '' : 'rows__out'}>
                <td title={row.file}>{formatNumber(locale, row.line, 7)}</td>
                <td className="rows__text">{row.text}</td>
                <td>{row.label}</td>
                <td>{row.kept ? t(`data.splits.${row.split}`) : t('data.leftOut')}</td>
                <td className="rows__text">{why(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="rows__pager">
        <Button small disabled={offset === 0} onClick={() => actions.showRows(finding, offset - ROWS_A_PAGE)}>
          {t('data.earlier')}
        </Button>
        <span aria-live="polite">
          {t('data.pageOf', {
            from: formatNumber(locale, Math.min(offset + 1, total), 7),
            to: formatNumber(locale, last, 7),
            total: formatNumber(locale, total, 7),
          })}
        </span>
        <Button
          small
          disabled={last >= total}
          onClick={() => actions.showRows(finding, offset + ROWS_A_PAGE)}
        >
          {t('data.later')}
        </Button>
      </div>
    </div>
  );
}
