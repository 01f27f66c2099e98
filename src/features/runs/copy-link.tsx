// Copies an address: of the experiment on the table, of a run, or of what a run claims.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';

const SAID_MS = 2500;
type Copied = 'no' | 'yes' | 'failed';

interface CopyLinkProps {
  /** At hand when it is asked for: browsers let a page copy only in the moment of the click. */
  link: () => string;
  text: string;
  /** Said where the browser refuses. */
  failed: string;
  /** Its whole name for those who hear the page, where the text is not enough. */
  name?: string;
  icon?: boolean;
}

export function CopyLink({ link, text, failed, name, icon }: CopyLinkProps) {
  const { t } = useTranslation(['translation', 'runs']);
  const [copied, setCopied] = useState<Copied>('no');
  const say = (what: Copied) => {
    setCopied(what);
    setTimeout(() => setCopied('no'), SAID_MS);
  };
  const copy = () =>
    navigator.clipboard.writeText(link()).then(
      () => say('yes'),
      () => say('failed'),
    );
  return (
    <Button
      look="quiet"
      small
      {...(name !== undefined && { 'aria-label': name })}
      {...(icon && { icon: 'link' as const })}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{{ no: text, yes: t('runs:copied'), failed }[copied]}</span>
    </Button>
  );
}
