// The numbers of a chart as a table that scrolls by itself; its first column stays in sight.

import { ScrollBox } from '../scroll-box';
import './data-table.css';

interface DataTableProps {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

export function DataTable({ caption, head, rows }: DataTableProps) {
  return (
    <ScrollBox label={caption} className="data-table">
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
    </ScrollBox>
  );
}
