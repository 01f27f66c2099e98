// What the worker that may reach other origins does with an order; several go on at once.

import { diagnose, fetchFile, fetchForeign } from './foreign';
import type { Delivery, Order } from './messages';

const underWay = new Map<number, AbortController>();

/** Never rejects. */
export async function runErrand(order: Order, deliver: (delivery: Delivery) => void): Promise<void> {
  const { id } = order;
  if ('callOff' in order) {
    underWay.get(order.callOff)?.abort();
    return;
  }
  if ('diagnose' in order) return deliver({ id, unreachable: await diagnose(order.diagnose) });
  const abort = new AbortController();
  underWay.set(id, abort);
  if ('file' in order) {
    const tell = (done: number, total: number) => deliver({ id, done, total });
    deliver({ id, file: await fetchFile(order.file, abort.signal, tell) });
  } else deliver({ id, brought: await fetchForeign(order.errand, abort.signal) });
  underWay.delete(id);
}
