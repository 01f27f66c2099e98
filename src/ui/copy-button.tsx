// Copies a text, as a rule an address, and says so in its own place.

import { useState } from 'react';
import { Button, type ButtonProps } from './button';

const SAID_MS = 2500;
type Copied = 'no' | 'yes' | 'failed';

interface CopyButtonProps {
  /** What is copied, at hand when it is asked for: browsers let a page copy only in the moment of the click. */
  content: () => string;
  text: string;
  /** Said once it is copied. */
  copied: string;
  /** Said where the browser refuses. */
  failed: string;
  /** Its whole name for those who hear the page, where the text is not enough. */
  name?: string;
  icon?: boolean;
  look?: ButtonProps['look'];
}

export function CopyButton({ content, text, copied, failed, name, icon, look = 'quiet' }: CopyButtonProps) {
  const [now, setNow] = useState<Copied>('no');
  const say = (what: Copied) => {
    setNow(what);
    setTimeout(() => setNow('no'), SAID_MS);
  };
  const copy = () =>
    navigator.clipboard.writeText(content()).then(
      () => say('yes'),
      () => say('failed'),
    );
  return (
    <Button
      look={look}
      small
      {...(name !== undefined && { 'aria-label': name })}
      {...(icon && { icon: 'link' as const })}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{{ no: text, yes: copied, failed }[now]}</span>
    </Button>
  );
}
