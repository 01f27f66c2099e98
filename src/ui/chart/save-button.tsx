// "Save as PNG, SVG, CSV" under a chart: what it takes to make the files is loaded when one is asked for.

import { useTranslation } from 'react-i18next';
import { Button } from '../button';
import type { Table } from './chart-files';

interface SaveChartProps {
  /** The chart's. The buttons stand in its figure. */
  name: string;
  /** Has the browser save a file. */
  save: (name: string, content: Blob) => void;
  /** All numbers of the chart, none rounded or left out, with units in the head; none for a picture without numbers. */
  csv?: () => Table;
}

export function SaveChart({ name, save, csv }: SaveChartProps) {
  const { t } = useTranslation();
  const files = () => import('./chart-files');
  const saveAs = async (form: 'PNG' | 'SVG' | 'CSV', figure: Element) => {
    const { toCsv, toPng, toSvg, fileName } = await files();
    const make = { PNG: () => toPng(figure), SVG: () => toSvg(figure), CSV: () => toCsv(csv!()) };
    save(fileName(name, form), await make[form]());
  };
  return (
    <div className="save-chart" data-picture="none">
      {(['PNG', 'SVG', ...(csv ? (['CSV'] as const) : [])] as const).map((form) => (
        <Button
          key={form}
          look="quiet"
          small
          aria-label={t('app.saveAs', { name, form })}
          onClick={({ currentTarget }) => void saveAs(form, currentTarget.closest('figure')!)}
        >
          {form}
        </Button>
      ))}
    </div>
  );
}
