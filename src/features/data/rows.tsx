// A page of an import's rows: where each stands, what it says, where it goes and why.

import { useTranslation } from 'react-i18next';
import { findingWords } from '../../catalog/finding-words';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { ROWS_A_PAGE } from '../../state/data-actions';
import type { DataRow, RowsPage } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

interface RowsProps {
  page: RowsPage;
  name: string;
  areChats: boolean;
}

export function Rows({ page: { finding, offset, rows, total }, name, areChats }: RowsProps) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const localised = useLocalised();
  const number = (value: number) => formatNumber(locale, value, 7);
  const why = (row: DataRow) =>
    [
      ...row.findings.map((id) => localised(findingWords[id])),
      ...(row.detail ? [row.detail] : []),
      ...(row.twin
        ? [
            t(row.twin.label === row.label ? 'data:twin' : 'data:twinLabel', {
              file: row.twin.file,
              line: number(row.twin.line),
              label: row.twin.label,
            }),
          ]
        : []),
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
                  {t(`data:${areChats ? 'chatColumns' : 'columns'}.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={offset + i} className={row.kept ? '' : 'rows__out'}>
                <td title={row.file}>{number(row.line)}</td>
                <td className="rows__text">{row.text}</td>
                <td>{row.label}</td>
                <td>{row.kept ? t(`data:splits.${row.split}`) : t('data:leftOut')}</td>
                <td className="rows__text">{why(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="rows__pager">
        <Button small disabled={offset === 0} onClick={() => actions.showRows(finding, offset - ROWS_A_PAGE)}>
          {t('data:earlier')}
        </Button>
        <span aria-live="polite">
          {t('data:pageOf', {
            from: number(Math.min(offset + 1, total)),
            to: number(last),
            total: number(total),
          })}
        </span>
        <Button
          small
          disabled={last >= total}
          onClick={() => actions.showRows(finding, offset + ROWS_A_PAGE)}
        >
          {t('data:later')}
        </Button>
      </div>
    </div>
  );
}
