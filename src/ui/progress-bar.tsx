// A labelled progress bar; without a total it says that something goes on, not how far.

import { useId } from 'react';
import './progress-bar.css';

interface ProgressBarProps {
  label: string;
  done: number;
  total: number;
  /** "40 %" or "1.2 of 1.9 MB". */
  text: string;
}

export function ProgressBar({ label, done, total, text }: ProgressBarProps) {
  const id = useId();
  return (
    <div className="progress">
      <span id={id} className="progress__label">
        {label}
      </span>
      <span className="progress__text">{text}</span>
      <progress
        className="progress__bar"
        aria-labelledby={id}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
    </div>
  );
}
