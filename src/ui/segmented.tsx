// A radio group drawn as one bar of segments.

import { type ReactNode, useId } from 'react';
import './segmented.css';

export interface Segment<T extends string> {
  value: T;
  label: string;
  mark?: ReactNode;
  disabled?: boolean;
  /** Why it is disabled. */
  title?: string | undefined;
}

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  segments: readonly Segment<T>[];
  onChange: (value: T) => void;
}

export function Segmented<T extends string>({ label, value, segments, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="segmented">
      {segments.map((segment) => (
        <label key={segment.value} className="segmented__item" title={segment.title}>
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            disabled={segment.disabled}
            onChange={() => onChange(segment.value)}
          />
          <span className="segmented__face">
            {segment.mark}
            {segment.label}
          </span>
        </label>
      ))}
    </div>
  );
}
