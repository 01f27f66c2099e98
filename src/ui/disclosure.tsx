// Something that is there when asked for: native details, with the page's look.

import { type ReactNode, useState } from 'react';
import './disclosure.css';

interface DisclosureProps {
  summary: ReactNode;
  /** Rendered only while it is open. */
  children: () => ReactNode;
}

export function Disclosure({ summary, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="disclosure__summary">{summary}</summary>
      {open && <div className="disclosure__body">{children()}</div>}
    </details>
  );
}
