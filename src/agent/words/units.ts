// The units of the converter: how calls write them, what they measure, and what mathjs calls them. How people write them:
// corpus/tools/convert.json.

export type Dimension = 'length' | 'weight' | 'volume' | 'heat' | 'speed' | 'time';

export interface Unit {
  dimension: Dimension;
  mathjs: string;
}

/** What mathjs calls each unit, by the name that calls use. */
const BY_DIMENSION: Readonly<Record<Dimension, Readonly<Record<string, string>>>> = {
  length: { mm: 'mm', cm: 'cm', m: 'm', km: 'km', in: 'inch', ft: 'ft', yd: 'yd', mi: 'mi' },
  weight: { g: 'g', kg: 'kg', oz: 'oz', lb: 'lb' },
  volume: { ml: 'ml', l: 'l', cup: 'cup', gal: 'gallon' },
  heat: { c: 'degC', f: 'degF' },
  speed: { kmh: 'km/h', mph: 'mi/h' },
  time: { s: 's', min: 'minute', h: 'hour', day: 'day', week: 'week' },
};

/** By the name that calls use. */
export const UNITS: Readonly<Record<string, Unit>> = Object.fromEntries(
  Object.entries(BY_DIMENSION).flatMap(([dimension, units]) =>
    Object.entries(units).map(([name, mathjs]) => [name, { dimension: dimension as Dimension, mathjs }]),
  ),
);
