// A dialog over the page: the native one, which keeps the focus inside, closes at Escape and gives the focus back.

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button';
import './dialog.css';

interface DialogProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  /** Below the body, always in sight. */
  footer?: ReactNode;
  children: ReactNode;
}

/** Open for as long as it is rendered. */
export function Dialog({ title, closeLabel, onClose, footer, children }: DialogProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className="dialog"
      onCancel={(event) => {
        if (event.target !== ref.current) return; // a file chooser inside was left
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__frame">
        <header className="dialog__head">
          <h2 id={id} className="panel__title">
            {title}
          </h2>
          <IconButton icon="close" label={closeLabel} onClick={onClose} />
        </header>
        <div className="dialog__body">{children}</div>
        {footer && <div className="dialog__footer">{footer}</div>}
      </div>
    </dialog>
  );
}
