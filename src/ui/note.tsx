// A note in the flow of a panel: something that a person should know here and now, with what to do about it.

import { type ReactNode, useId } from 'react';
import './note.css';

export function Note({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <aside className="note" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </aside>
  );
}
