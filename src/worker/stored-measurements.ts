// The figures of backends that were measured, on this device. Another version of the browser may compute at another speed, so its
// name is part of the key.

import type { Measurements } from '../engine/backend';
import { loadMeasurements, saveMeasurements } from '../storage/measurements';
import type { WithDatabase } from './with-database';

const keyOf = (key: string): string => `${navigator.userAgent}\n${key}`;

export const storedMeasurements = (withDatabase: WithDatabase): Measurements => ({
  load: (key) => withDatabase((db) => loadMeasurements(db, keyOf(key))),
  save: (key, measured) => withDatabase((db) => saveMeasurements(db, keyOf(key), measured)),
});
