// The Runs panel: every run kept on this device, and the link to the experiment on the table.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useRuns } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { RunRow } from './run-row';
import './runs-panel.css';

export function RunsPanel() {
  const { t } = useTranslation();
  const runs = useRuns((state) => state.runs);
  return (
    <Panel title={t('runs.title')} aside={<CopyLink />} className="runs">
      {runs.length === 0 ? (
        <p className="soft">{t('runs.empty')}</p>
      ) : (
        <ul className="runs__list">
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

type Copied = 'no' | 'yes' | 'failed';
const SAID_MS = 2500;

function CopyLink() {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<Copied>('no');
  const say = (what: Copied) => {
    setCopied(what);
    setTimeout(() => setCopied('no'), SAID_MS);
  };
  const copy = () =>
    navigator.clipboard.writeText(actions.shareLink()).then(
      () => say('yes'),
      () => say('failed'),
    );
  const words = { no: t('runs.copyLink'), yes: t('runs.copied'), failed: t('runs.copyFailed') };
  return (
    <Button look="quiet" small icon="link" onClick={() => void copy()}>
      <span aria-live="polite">{words[copied]}</span>
    </Button>
  );
}
