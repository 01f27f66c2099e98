// A panel of the page: a region with its heading, what belongs beside the heading, and a body that scrolls by itself.

import { type ReactNode, type Ref, useId } from 'react';
import './panel.css';
import { classNames } from './class-names';

interface PanelProps {
  title: string;
  /** Beside the heading. */
  aside?: ReactNode;
  /** Below the body, always in sight. */
  footer?: ReactNode;
  /** The body lays itself out and scrolls inside. */
  bare?: boolean;
  className?: string;
  /** Of a panel that may be brought into view, with the focus. */
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

export function Panel({ title, aside, footer, bare, className, ref, children }: PanelProps) {
  const id = useId();
  return (
    <section
      ref={ref}
      tabIndex={ref ? -1 : undefined}
      aria-labelledby={id}
      className={classNames('panel', className)}
    >
      <header className="panel__head">
        <h2 id={id} className="panel__title">
          {title}
        </h2>
        {aside && <div className="panel__aside">{aside}</div>}
      </header>
      {bare ? children : <div className="panel__body">{children}</div>}
      {footer && <div className="panel__footer">{footer}</div>}
    </section>
  );
}
