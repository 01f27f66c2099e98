// The Runs panel: every run kept on this device, to be searched, sorted and compared; run files, and the link to the experiment on
// the table.

import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useRuns } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { CopyButton } from '../../ui/copy-button';
import { found, inOrder, NEWEST_FIRST, type Order, withOwnNames } from './list-order';
import { DropPlace, OpenFile } from './open-file';
import { RunTable } from './run-table';
import './runs-panel.css';
import { useDescriptions } from './describe';

/** Loaded when the first runs are compared. */
const Comparison = lazy(() => import('./comparison'));

export default function RunsPanel() {
  const { t } = useTranslation(['translation', 'runs']);
  // deferred: a new run is listed after the click that begins it
  const runs = useDeferredValue(useRuns((state) => state.runs));
  const { name, words } = useDescriptions();
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>(NEWEST_FIRST);
  const { marked, comparing, mark, compare } = useRuns((state) => state);
  const all = withOwnNames(runs.map((run) => ({ run, name: name(run), words: words(run) })));
  const listed = inOrder(found(all, query), order);
  // in the order in which they were marked; those that were deleted are gone
  const compared = marked.flatMap((id) => all.find(({ run }) => run.id === id) ?? []);
  return (
    <Panel
      title={t('runs.title')}
      aside={
        <>
          <OpenFile />
          <CopyButton
            content={() => actions.shareLink()}
            text={t('runs:copyLink')}
            copied={t('runs:copied')}
            failed={t('runs:copyFailed')}
            icon
          />
        </>
      }
      className="runs"
    >
      <DropPlace>
        {all.length === 0 ? (
          <p className="soft">{t('runs:empty')}</p>
        ) : (
          <>
            <div className="runs__tools">
              <input
                type="search"
                className="field__control runs__search"
                aria-label={t('runs:search')}
                placeholder={t('runs:searchHint')}
                value={query}
                onChange={({ target }) => setQuery(target.value)}
              />
              <Button small disabled={compared.length === 0} onClick={() => compare(true)}>
                {t('runs:compare')}
              </Button>
              <span className="help-text">{t('runs:compareHelp')}</span>
            </div>
            {comparing && compared.length > 0 && (
              <Suspense>
                <Comparison runs={compared} onClose={() => compare(false)} />
              </Suspense>
            )}
            {listed.length === 0 ? (
              <p className="soft">{t('runs:noMatch')}</p>
            ) : (
              <RunTable runs={listed} order={order} onOrder={setOrder} marked={marked} onMark={mark} />
            )}
          </>
        )}
      </DropPlace>
    </Panel>
  );
}
