// A training row as a button that puts it under the microscope.

import type { ReactNode } from 'react';
import { actions } from '../../state/hooks';

interface RowButtonProps {
  row: number;
  text: string;
  /** What is known about it, after its words. */
  children: ReactNode;
}

export function RowButton({ row, text, children }: RowButtonProps) {
  return (
    <button type="button" className="microscope__row" onClick={() => actions.look({ kind: 'row', row })}>
      <span className="soft">#{row}</span> {text}
      {children}
    </button>
  );
}
