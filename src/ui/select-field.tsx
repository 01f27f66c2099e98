// A native select with its label and help.

import { useId } from 'react';
import './field.css';
import { FieldHead } from './field-head';
import { useHelp } from './help';

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
  /** Heading under which it stands with its neighbours of the same. */
  group?: string;
}

interface SelectFieldProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  help?: string | undefined;
  /** Name of the help's button. */
  helpLabel?: string;
  disabled?: boolean;
  /** The label above the select instead of beside it. */
  stacked?: boolean;
}

export function SelectField({
  label,
  value,
  options,
  onChange,
  help,
  helpLabel = '?',
  disabled,
  stacked,
}: SelectFieldProps) {
  const id = useId();
  const { button, text, describedBy } = useHelp(help, helpLabel);
  return (
    <div className={stacked ? 'field' : 'field field--row'}>
      <FieldHead id={id} label={label} button={button} />
      <select
        id={id}
        className="field__control"
        value={value}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
      >
        {groupsOf(options).map(({ group, members }) => {
          const listed = members.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ));
          return group === undefined ? (
            listed
          ) : (
            <optgroup key={group} label={group}>
              {listed}
            </optgroup>
          );
        })}
      </select>
      {text}
    </div>
  );
}

/** Options under their headings, in the order of the first of each. */
function groupsOf(options: readonly Option[]): { group: string | undefined; members: Option[] }[] {
  const groups = new Map<string | undefined, Option[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups].map(([group, members]) => ({ group, members }));
}
