// Small buttons that switch things on and off, each by itself.

import type { ReactNode } from 'react';
import './toggle-chips.css';

interface ToggleChipsProps<T extends string> {
  label: string;
  chips: readonly { value: T; label: string; mark?: ReactNode }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

export function ToggleChips<T extends string>({ label, chips, chosen, onChange }: ToggleChipsProps<T>) {
  return (
    <div role="group" aria-label={label} className="toggle-chips">
      {chips.map((chip) => {
        const on = chosen.includes(chip.value);
        return (
          <button
            key={chip.value}
            type="button"
            aria-pressed={on}
            className="toggle-chips__chip"
            onClick={() =>
              onChange(on ? chosen.filter((value) => value !== chip.value) : [...chosen, chip.value])
            }
          >
            {chip.mark}
            {chip.label}
          </button>
        );
      })}
    </div>
  );
}
