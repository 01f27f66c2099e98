// What can be done with a run more rarely: it is named, saved as a file, passed on as a link, deleted.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import type { RunEntry } from '../../state/runs-store';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';

interface RunMoreProps {
  run: RunEntry;
  name: string;
  onRename: () => void;
}

export function RunMore({ run: { id, status }, name, onRename }: RunMoreProps) {
  const { t } = useTranslation(['translation', 'runs']);
  const [claim, setClaim] = useState<string | null>(null);
  useEffect(() => void actions.claimLink(id).then(setClaim), [id]);
  return (
    <>
      <Button look="quiet" small aria-label={t('runs:renameRun', { name })} onClick={onRename}>
        {t('runs:rename')}
      </Button>
      <Button
        look="quiet"
        small
        aria-label={t('runs:exportRun', { name })}
        onClick={() => void actions.exportRun(id)}
      >
        {t('runs:export')}
      </Button>
      <CopyButton
        content={() => actions.shareLink(id)}
        text={t('runs:link')}
        copied={t('runs:copied')}
        failed={t('runs:copyFailed')}
        name={t('runs:linkRun', { name })}
      />
      {claim !== null && (
        <CopyButton
          content={() => claim}
          text={t('runs:claimLink')}
          copied={t('runs:copied')}
          failed={t('runs:claimCopyFailed')}
          name={t('runs:claimLinkRun', { name })}
        />
      )}
      <Button
        look="quiet"
        small
        disabled={status === 'running' || status === 'elsewhere'}
        aria-label={t('runs:deleteRun', { name })}
        onClick={() => void actions.deleteRun(id, name)}
      >
        {t('runs:delete')}
      </Button>
    </>
  );
}
