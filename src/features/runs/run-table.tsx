// The runs as a table, sorted by any of its columns; narrow, a card a run.

import { useTranslation } from 'react-i18next';
import { COLUMNS, type Column, type Listed, type Order } from './list-order';
import { RunRow } from './run-row';

interface RunTableProps {
  runs: readonly Listed[];
  order: Order;
  onOrder: (order: Order) => void;
  /** Ids of those to be compared. */
  marked: readonly string[];
  onMark: (id: string, on: boolean) => void;
}

export function RunTable({ runs, order, onOrder, marked, onMark }: RunTableProps) {
  const { t } = useTranslation(['translation', 'runs']);
  // names come in the order of the alphabet first, numbers from the largest down
  const next = (by: Column): Order => ({
    by,
    ascending: by === order.by ? !order.ascending : by === 'name',
  });
  const direction = order.ascending ? 'ascending' : 'descending';
  return (
    // as cards it is laid out as a grid, which takes a table's own roles away
    <table role="table" className="run-table" aria-label={t('runs:table')}>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((by) => (
            <th
              key={by}
              role="columnheader"
              scope="col"
              aria-sort={by === order.by ? direction : 'none'}
              className={`run-table__${by}`}
            >
              <button type="button" className="run-table__sort" onClick={() => onOrder(next(by))}>
                {t(`runs:column.${by}`)}
                <span aria-hidden="true">{by === order.by ? (order.ascending ? ' ↑' : ' ↓') : ''}</span>
              </button>
            </th>
          ))}
          <th role="columnheader" scope="col" className="run-table__actions">
            <span className="visually-hidden">{t('runs:actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map((listed) => (
          <RunRow
            key={listed.run.id}
            {...listed}
            marked={marked.includes(listed.run.id)}
            onMark={(on) => onMark(listed.run.id, on)}
          />
        ))}
      </tbody>
    </table>
  );
}
