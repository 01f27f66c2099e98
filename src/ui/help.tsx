// A "?" beside a label that unfolds a sentence below it: for controls whose help would be too much to show all the time; and such a
// sentence where it always stands. Words of the field in them lead to the glossary.

import { type ReactNode, useId, useState } from 'react';
import './help.css';
import { Terms } from './terms';

interface HelpParts {
  /** Id of the text while it is shown, for aria-describedby. */
  describedBy: string | undefined;
  button: ReactNode;
  text: ReactNode;
}

/** @param always shows the text without a button. */
export function useHelp(help: string | undefined, buttonLabel: string, always = false): HelpParts {
  const id = useId();
  const [open, setOpen] = useState(false);
  if (!help) return { describedBy: undefined, button: null, text: null };
  const shown = always || open;
  return {
    describedBy: shown ? id : undefined,
    button: always ? null : (
      <button
        type="button"
        className="help-button"
        aria-label={buttonLabel}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">?</span>
      </button>
    ),
    text: shown && (
      <p id={id} className="help-text">
        <Terms about={buttonLabel}>{help}</Terms>
      </p>
    ),
  };
}

export const HelpText = ({ children }: { children: string }) => (
  <p className="help-text">
    <Terms>{children}</Terms>
  </p>
);
