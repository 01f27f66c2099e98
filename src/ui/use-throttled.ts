// A value that changes often, seen at most every so many milliseconds; the last change is always seen.

import { useEffect, useRef, useState } from 'react';

export function useThrottled<T>(value: T, milliseconds: number): T {
  const [seen, setSeen] = useState(value);
  const lastAt = useRef(-Infinity);
  useEffect(() => {
    const wait = Math.max(0, lastAt.current + milliseconds - performance.now());
    const timer = setTimeout(() => {
      lastAt.current = performance.now();
      setSeen(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return seen;
}
