// A box whose content may be wider than it: scrolls by itself, sideways and down, and shows where there is more by a fading edge and
// an arrow to press. The keyboard scrolls the box itself, so the arrow is for pointers alone.

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names';
import './scroll-box.css';

interface ScrollBoxProps {
  label: string;
  /** A region gets the focus, so that the keyboard can scroll it; a group is of things that get it themselves. */
  role?: 'region' | 'group';
  className?: string;
  children: ReactNode;
}

/** Share of the box's width that an arrow moves it by. */
const STRIDE = 0.8;

export function ScrollBox({ label, role = 'region', className, children }: ScrollBoxProps) {
  const { t } = useTranslation();
  const view = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  const look = useCallback(() => {
    const { scrollLeft = 0, scrollWidth = 0, clientWidth = 0 } = view.current ?? {};
    const [before, after] = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1];
    setMore((old) => (old.before === before && old.after === after ? old : { before, after }));
  }, []);
  useEffect(() => {
    const box = view.current;
    if (!box) return;
    const watch = new ResizeObserver(look);
    for (const element of [box, ...box.children]) watch.observe(element);
    return () => watch.disconnect();
  }, [look]);
  const move = (sign: 1 | -1) =>
    view.current?.scrollBy({ left: sign * STRIDE * view.current.clientWidth, behavior: 'smooth' });
  return (
    <div className={classNames('scroll-box', className)}>
      <div
        ref={view}
        role={role}
        aria-label={label}
        tabIndex={role === 'region' ? 0 : undefined}
        className={classNames(
          'scroll-box__view',
          more.before && 'scroll-box__view--before',
          more.after && 'scroll-box__view--after',
        )}
        onScroll={look}
      >
        {children}
      </div>
      {more.before && (
        <button
          type="button"
          tabIndex={-1}
          className="scroll-box__arrow scroll-box__arrow--before"
          aria-label={t('app.moreLeft')}
          onClick={() => move(-1)}
        />
      )}
      {more.after && (
        <button
          type="button"
          tabIndex={-1}
          className="scroll-box__arrow scroll-box__arrow--after"
          aria-label={t('app.moreRight')}
          onClick={() => move(1)}
        />
      )}
    </div>
  );
}
