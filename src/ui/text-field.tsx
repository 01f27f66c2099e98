// A line or several lines of text with a label and help.

import { useId } from 'react';
import './field.css';
import { FieldHead } from './field-head';
import { useHelp } from './help';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  helpLabel?: string;
  /** Several lines. */
  rows?: number;
  maxLength?: number;
  /** Not to be read over the shoulder, nor remembered by the browser. */
  secret?: boolean;
  placeholder?: string;
  /** What is wrong with it. */
  problem?: string | null;
  suggestions?: readonly string[];
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, rows, maxLength, placeholder, secret, problem, suggestions } = props;
  const id = useId();
  const help = useHelp(props.help, props.helpLabel ?? '?');
  const shared = {
    id,
    className: 'field__control',
    value,
    maxLength,
    placeholder,
    spellCheck: false,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': [problem && `${id}-problem`, help.describedBy].filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className="field">
      <FieldHead id={id} label={label} button={help.button} />
      {rows ? (
        <textarea
          {...shared}
          className="field__control field__control--lines"
          rows={rows}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <input
          {...shared}
          type={secret ? 'password' : 'text'}
          autoComplete="off"
          list={suggestions?.length ? `${id}-list` : undefined}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {suggestions && suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {problem && (
        <p id={`${id}-problem`} className="field__problem">
          {problem}
        </p>
      )}
      {help.text}
    </div>
  );
}
