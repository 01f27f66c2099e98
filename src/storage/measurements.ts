// How fast each backend of this device took the steps of a size, so that it is measured once. What was measured under another
// browser or on another GPU has another key.

import { guarded, type RetortDatabase, type RetortSchema } from './database';

/** Milliseconds a step of each backend. */
type Measurements = RetortSchema['measurements']['value'];

export function loadMeasurements(db: RetortDatabase, key: string): Promise<Measurements | undefined> {
  return guarded(() => db.get('measurements', key));
}

export function saveMeasurements(
  db: RetortDatabase,
  key: string,
  measured: Readonly<Measurements>,
): Promise<void> {
  return guarded(async () => void (await db.put('measurements', [...measured], key)));
}
