// A few lines of code, and the button that copies them.

import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';

const SAID_MS = 2500;

export function CodeSnippet({ language, code }: { language: string; code: string }) {
  const { t } = useTranslation('export');
  const id = useId();
  const [said, say] = useState<'copy' | 'copied' | 'copyFailed'>('copy');
  const tell = (what: 'copied' | 'copyFailed') => {
    say(what);
    setTimeout(() => say('copy'), SAID_MS);
  };
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => tell('copied'),
      () => tell('copyFailed'),
    );
  return (
    <section aria-labelledby={id} className="export__snippet">
      <div className="export__snippet-head">
        <h3 id={id}>{language}</h3>
        <Button look="quiet" small aria-label={t('copyOf', { language })} onClick={() => void copy()}>
          <span aria-live="polite">{t(said)}</span>
        </Button>
      </div>
      <pre tabIndex={0} aria-labelledby={id}>
        <code>{code}</code>
      </pre>
    </section>
  );
}
