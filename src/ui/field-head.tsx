// What stands above or beside a field: its label, and the button of its help.

import type { ReactNode } from 'react';
import './field.css';

interface FieldHeadProps {
  /** Of the field. */
  id: string;
  label: string;
  /** Of useHelp(). */
  button: ReactNode;
}

export function FieldHead({ id, label, button }: FieldHeadProps) {
  return (
    <div className="field__head">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {button}
    </div>
  );
}
