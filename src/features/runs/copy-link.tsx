// Copies the address of an experiment: of the one on the table, or of a run.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

const SAID_MS = 2500;
type Copied = 'no' | 'yes' | 'failed';

/** @param run a stored run with its name; without one, the experiment on the table. */
export function CopyLink({ run }: { run?: { id: string; name: string } }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<Copied>('no');
  const say = (what: Copied) => {
    setCopied(what);
    setTimeout(() => setCopied('no'), SAID_MS);
  };
  const copy = () =>
    navigator.clipboard.writeText(actions.shareLink(run?.id)).then(
      () => say('yes'),
      () => say('failed'),
    );
  const words = {
    no: run ? t('runs.link') : t('runs.copyLink'),
    yes: t('runs.copied'),
    failed: t('runs.copyFailed'),
  };
  return (
    <Button
      look="quiet"
      small
      {...(run ? { 'aria-label': t('runs.linkRun', { name: run.name }) } : { icon: 'link' as const })}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{words[copied]}</span>
    </Button>
  );
}
