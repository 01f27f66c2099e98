// The browser's own question when a person leaves while a run is under way: what it has learnt since its last checkpoint would
// be lost. At any other time the page goes without a word, and may rest in the browser's back-forward cache.

import type { Stores } from './app-parts';
import { isUnderWay } from './training-store';

export function askBeforeLeaving({ training }: Pick<Stores, 'training'>, window: EventTarget): void {
  const ask = (event: Event): void => event.preventDefault();
  training.subscribe(({ phase }) => {
    if (isUnderWay(phase)) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
}
