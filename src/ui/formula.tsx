// Formulas by hand: italic letters, upright function names, in the page's serif. Read out by a plain sentence instead of
// symbol by symbol. Numbers in them move, which a formula rendered beforehand cannot.

import type { ReactNode } from 'react';
import './formula.css';

/** A formula. @param spoken what a screen reader says. */
export function Formula({ spoken, children }: { spoken: string; children: ReactNode }) {
  return (
    <div className="formula">
      <span className="visually-hidden">{spoken}</span>
      <span aria-hidden="true" className="formula__body">
        {children}
      </span>
    </div>
  );
}

/** A letter that stands for a number. */
export const Letter = ({ children }: { children: string }) => <i className="formula__letter">{children}</i>;

/** A function's name, upright. */
export const Name = ({ children }: { children: ReactNode }) => <span>{children}</span>;

/** A number that the person can move. */
export const Live = ({ children }: { children: ReactNode }) => <b className="formula__live">{children}</b>;

/** A part of the formula with what it means below it. */
export function Term({
  meaning,
  tone,
  children,
}: {
  meaning: string;
  tone?: 'teacher';
  children: ReactNode;
}) {
  return (
    <span className={tone ? `formula__term formula__term--${tone}` : 'formula__term'}>
      <span className="formula__above">{children}</span>
      <small className="formula__meaning">{meaning}</small>
    </span>
  );
}
