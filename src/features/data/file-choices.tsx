// A file of the import: what it was taken for, its first rows, and what the person may set right: delimiter, header, quotes,
// columns, and the split that each part goes to.

import { useTranslation } from 'react-i18next';
import { SPLITS } from '../../catalog/data-findings';
import { formatBytes, formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { DataPreview } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { type Option, SelectField } from '../../ui/select-field';
import { Switch } from '../../ui/switch';
import { ProblemNote } from './problem-note';

type PreviewFile = DataPreview['files'][number];

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const;
/** What a file of any format may hold besides rows. */
const HOLDS = ['chats', 'tools', 'names'] as const;
/** No column. */
const NONE = -1;

interface FileChoicesProps {
  file: PreviewFile;
  index: number;
}

export function FileChoices({ file, index }: FileChoicesProps) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const localised = useLocalised();
  const about = [
    formatBytes(locale, file.bytes),
    ...(file.formatLabel ? [localised(file.formatLabel)] : []),
    ...HOLDS.filter((what) => what === file.format).map((what) => t(`data:holds.${what}`)),
    ...file.notes.map((note) => t(`data:encoding.${note}`)),
    ...(file.namedBy === undefined || file.namedBy === file.name
      ? []
      : [t('data:namedBy', { file: file.namedBy })]),
  ];
  return (
    <section className="file" aria-label={file.name}>
      <h3>
        {file.name} <span className="soft file__about">{about.join(' · ')}</span>
      </h3>
      {file.problem && <ProblemNote problem={file.problem} />}
      <div className="file__choices">
        {file.parts.map((part) => (
          <SelectField
            key={part.name}
            stacked
            label={t(file.format === 'chats' ? 'data:chatsGoTo' : 'data:partGoesTo', {
              part: part.name || file.name,
              count: part.rows,
              rows: formatNumber(locale, part.rows, 7),
            })}
            value={part.split}
            options={SPLITS.map((split) => ({ value: split, label: t(`data:splits.${split}`) }))}
            onChange={(value) => {
              const splits = Object.fromEntries(file.parts.map(({ name, split }) => [name, split]));
              const split = SPLITS.find((one) => one === value);
              if (split) actions.chooseForFile(index, { splits: { ...splits, [part.name]: split } });
            }}
          />
        ))}
        {file.columns && <ColumnSelects columns={file.columns} index={index} />}
        {file.severalLabels && (
          <Switch
            label={t('data:firstLabel')}
            checked={file.severalLabels.first}
            onChange={(firstLabel) => actions.chooseForFile(index, { firstLabel })}
          />
        )}
        {file.csv && <CsvChoices csv={file.csv} index={index} />}
      </div>
      {file.columns && <Sample columns={file.columns} name={file.name} />}
    </section>
  );
}

function ColumnSelects({ columns, index }: { columns: NonNullable<PreviewFile['columns']>; index: number }) {
  const { t } = useTranslation(['translation', 'data']);
  const { names, text, label } = columns;
  const options = names.map((name, i): Option => ({ value: `${i}`, label: name }));
  return (
    <>
      <SelectField
        stacked
        label={t('data:textColumn')}
        value={`${text}`}
        options={options}
        onChange={(value) =>
          // the other column makes room where both would be the same
          actions.chooseForFile(index, {
            text: Number(value),
            label: Number(value) === label ? text : label,
          })
        }
      />
      <SelectField
        stacked
        label={t('data:labelColumn')}
        value={`${label}`}
        options={[{ value: `${NONE}`, label: t('data:noLabels') }, ...options]}
        onChange={(value) =>
          actions.chooseForFile(index, {
            label: Number(value),
            text: Number(value) === text && label !== NONE ? label : text,
          })
        }
      />
    </>
  );
}

function CsvChoices({ csv, index }: { csv: NonNullable<PreviewFile['csv']>; index: number }) {
  const { t } = useTranslation(['translation', 'data']);
  const known = DELIMITERS.some(([delimiter]) => delimiter === csv.delimiter);
  return (
    <>
      <SelectField
        stacked
        label={t('data:delimiter')}
        value={csv.delimiter}
        options={[
          ...DELIMITERS.map(([value, name]) => ({ value, label: t(`data:delimiters.${name}`) })),
          ...(known ? [] : [{ value: csv.delimiter, label: t('data:delimiters.none') }]),
        ]}
        onChange={(delimiter) =>
          // other cells, other columns: those are guessed anew
          actions.chooseForFile(index, { delimiter, text: undefined, label: undefined, header: undefined })
        }
      />
      <Switch
        label={t('data:header')}
        checked={csv.header}
        onChange={(header) => actions.chooseForFile(index, { header })}
      />
      <Switch
        label={t('data:quotes')}
        checked={csv.quotes}
        onChange={(quotes) => actions.chooseForFile(index, { quotes })}
      />
    </>
  );
}

function Sample({ columns, name }: { columns: NonNullable<PreviewFile['columns']>; name: string }) {
  const { t } = useTranslation(['translation', 'data']);
  const { names, sample, text, label } = columns;
  const title = t('data:firstRows', { name });
  const markOf = (column: number) =>
    column === text ? t('data:isText') : column === label ? t('data:isLabel') : '';
  return (
    <div className="data-table rows__table file__sample" role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {names.map((column, i) => (
              <th key={i} scope="col">
                {column} {markOf(i) && <span className="file__mark">{markOf(i)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((cells, row) => (
            <tr key={row}>
              {names.map((_, i) => (
                <td key={i} className="rows__text">
                  {(cells[i] ?? '').slice(0, 200)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
