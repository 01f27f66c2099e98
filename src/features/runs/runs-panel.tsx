// The Runs panel: every run kept on this device, run files, and the link to the experiment on the table.

import { useTranslation } from 'react-i18next';
import { useRuns } from '../../state/hooks';
import { Panel } from '../../ui/panel';
import { CopyLink } from './copy-link';
import { DropPlace, OpenFile } from './open-file';
import { RunRow } from './run-row';
import './runs-panel.css';

export default function RunsPanel() {
  const { t } = useTranslation();
  const runs = useRuns((state) => state.runs);
  return (
    <Panel
      title={t('runs.title')}
      aside={
        <>
          <OpenFile />
          <CopyLink />
        </>
      }
      className="runs"
    >
      <DropPlace>
        {runs.length === 0 ? (
          <p className="soft">{t('runs.empty')}</p>
        ) : (
          <ul className="runs__list">
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
        )}
      </DropPlace>
    </Panel>
  );
}
