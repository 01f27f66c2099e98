// Lights up what the pointer is on, and dims the rest.

import { type RefObject, useEffect, useState } from 'react';
import './spotlight.css';

/** What is one thing to look at, from the smallest on. */
const THINGS =
  'button, label, .field, tr, li, figure, table, fieldset, article, details, h2, h3, h4, p, dl, svg, canvas, .flow__box, section';
const AIR = 6;

interface SpotlightProps {
  within: RefObject<HTMLElement | null>;
  /** The pointer left the page. */
  onLost: () => void;
}

export function Spotlight({ within, onLost }: SpotlightProps) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    const light = (element: Element | null) => {
      const thing = element?.closest(THINGS);
      setBox(
        thing && within.current?.contains(thing) && !thing.matches('.panel, .presentation')
          ? thing.getBoundingClientRect()
          : null,
      );
    };
    // where the pointer is before it moves
    light([...document.querySelectorAll(':hover')].at(-1) ?? null);
    const move = ({ target }: PointerEvent) => light(target instanceof Element ? target : null);
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerleave', onLost);
    return () => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerleave', onLost);
    };
  }, [within, onLost]);
  if (!box) return null;
  const style = {
    left: box.left - AIR,
    top: box.top - AIR,
    width: box.width + 2 * AIR,
    height: box.height + 2 * AIR,
  };
  return <div aria-hidden="true" className="spotlight" style={style} />;
}
