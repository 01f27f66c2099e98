// A checkbox that looks and speaks like a switch, with its label and help.

import { useId } from 'react';
import './switch.css';
import { useHelp } from './help';

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  help?: string;
  helpLabel?: string;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, help, helpLabel = '?', disabled }: SwitchProps) {
  const id = useId();
  const { button, text, describedBy } = useHelp(help, helpLabel);
  return (
    <div className="switch">
      <div className="switch__row">
        <input
          id={id}
          type="checkbox"
          role="switch"
          className="switch__input"
          checked={checked}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.checked)}
        />
        <label htmlFor={id}>{label}</label>
        {button}
      </div>
      {text}
    </div>
  );
}
