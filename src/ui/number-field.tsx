// A number typed in. What is typed is kept as it is until it is a legal value, and goes back to the last legal one on leaving.

import { useId, useState } from 'react';
import './field.css';
import { FieldHead } from './field-head';
import { useHelp } from './help';

interface NumberFieldProps {
  label: string;
  /** Null before one was typed. */
  value: number | null;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
  help?: string;
  helpLabel?: string;
  disabled?: boolean;
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, step, onChange, disabled } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const help = useHelp(props.help, props.helpLabel ?? '?');
  return (
    <div className="field">
      <FieldHead id={id} label={label} button={help.button} />
      <input
        id={id}
        type="number"
        className="field__control"
        inputMode="decimal"
        value={draft ?? value ?? ''}
        min={min}
        max={max}
        step={step === 1 ? 1 : 'any'}
        disabled={disabled}
        aria-describedby={help.describedBy}
        onChange={({ target }) => {
          setDraft(target.value);
          const typed = target.valueAsNumber;
          if (typed >= min && typed <= max && (step !== 1 || Number.isInteger(typed))) onChange(typed);
        }}
        onBlur={() => setDraft(null)}
      />
      {help.text}
    </div>
  );
}
