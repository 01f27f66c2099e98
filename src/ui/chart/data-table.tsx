// The numbers of a chart as a table: at most some fifty rows, spread evenly over all of them and always with the last.

import './data-table.css';

interface DataTableProps {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

const MOST_ROWS = 50;

/** At most `most` of the items, evenly spread, the last one always among them. */
export function spread<T>(items: readonly T[], most = MOST_ROWS): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.round(((i + 1) * items.length) / most) - 1]!);
}

export function DataTable({ caption, head, rows }: DataTableProps) {
  return (
    <div className="data-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
