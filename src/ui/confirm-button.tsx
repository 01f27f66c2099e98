// A button for what cannot be taken back: it asks once more in its own place, and forgets the question when it is left.

import { useState } from 'react';
import { Button } from './button';
import './confirm-button.css';

/** What it says, and its whole name for those who hear the page. */
interface Words {
  text: string;
  name: string;
}

interface ConfirmButtonProps {
  first: Words;
  /** The question. */
  again: Words;
  onConfirm: () => void;
  disabled?: boolean;
}

export function ConfirmButton({ first, again, onConfirm, disabled }: ConfirmButtonProps) {
  const [asked, setAsked] = useState(false);
  const { text, name } = asked ? again : first;
  return (
    <Button
      look="quiet"
      small
      disabled={disabled}
      className={asked ? 'confirm-button--asked' : ''}
      aria-label={name}
      onBlur={() => setAsked(false)}
      onClick={() => (asked ? onConfirm() : setAsked(true))}
    >
      {text}
    </Button>
  );
}
