// What was found in the rows and in the labels, each finding with its count and, where one click mends it, the button; the rows
// themselves on demand.

import { useTranslation } from 'react-i18next';
import { findings } from '../../catalog/data-findings';
import { findingWords } from '../../catalog/finding-words';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { DataPreview, RowsPage } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Remedy } from './remedy';
import { Rows } from './rows';

/** Names in a list, before "and so many more". */
const LISTED = 5;

export function Findings({ preview, page }: { preview: DataPreview; page: RowsPage | null }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const localised = useLocalised();
  const areChats = preview.kind === 'chats';
  const listed = (names: readonly string[], by: string) => {
    const list = names.slice(0, LISTED).join(by);
    const count = names.length - LISTED;
    return count > 0 ? t('data:andMore', { list, count }) : list;
  };
  const show = t(areChats ? 'data:showChats' : 'data:showRows');
  const spellings = listed(
    preview.spellings.map((group) => group.join(' = ')),
    ' · ',
  );
  const entries = [
    ...findings.flatMap((entry) => {
      const found = preview.findings.find(({ finding }) => finding === entry.id);
      return found
        ? [{ id: entry.id, label: localised(findingWords[entry.id]), rows: found.rows, out: entry.leavesOut }]
        : [];
    }),
    { id: null, label: t(areChats ? 'data:allChats' : 'data:allRows'), rows: preview.read, out: false },
  ];
  return (
    <>
      <ul className="findings" aria-label={t('data:findings')}>
        {preview.untested.length > 0 && preview.rows.test > 0 && (
          <li className="findings__entry">
            <span className="findings__count">{formatNumber(locale, preview.untested.length, 7)}</span>
            <span>
              {t(areChats ? 'data:untestedTool' : 'data:untested', {
                count: preview.untested.length,
                labels: listed(preview.untested, ', '),
              })}
            </span>
          </li>
        )}
        {entries.map(({ id, label, rows, out }) => (
          <li key={id ?? 'all'} className="findings__entry">
            <span className={out ? 'findings__count findings__count--out' : 'findings__count'}>
              {formatNumber(locale, rows, 7)}
            </span>
            <span>
              {label}
              {(id === 'spelling' || id === 'merged') && <>: {spellings}</>}
              {id !== null && <span className="soft"> · {out ? t('data:leftOut') : t('data:stay')}</span>}
            </span>
            <span className="findings__actions">
              <Remedy finding={id} files={preview.files} />
              <Button
                look="quiet"
                small
                aria-pressed={page?.finding === id && page !== null}
                aria-label={`${show}: ${label}`}
                onClick={() => actions.showRows(id, 0)}
              >
                {show}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {page && (
        <Rows
          page={page}
          name={entries.find(({ id }) => id === page.finding)?.label ?? ''}
          areChats={areChats}
        />
      )}
    </>
  );
}
