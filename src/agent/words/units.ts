// The units of the converter: how calls write them, what they measure, and what mathjs calls them. How people write them:
// corpus/tools/convert.json.

export type Dimension =
  'length' | 'weight' | 'volume' | 'heat' | 'speed' | 'time' | 'area' | 'memory' | 'consumption';

export interface Unit {
  dimension: Dimension;
  mathjs: string;
}

/** What mathjs calls each unit, by the name that calls use. Knots and fuel consumption it does not know: see tools/convert.ts. */
const BY_DIMENSION: Readonly<Record<Dimension, Readonly<Record<string, string>>>> = {
  length: { mm: 'mm', cm: 'cm', m: 'm', km: 'km', in: 'inch', ft: 'ft', yd: 'yd', mi: 'mi' },
  weight: { mg: 'mg', g: 'g', kg: 'kg', oz: 'oz', lb: 'lb', st: 'stone', t: 'tonne' },
  volume: {
    ml: 'ml',
    l: 'l',
    tsp: 'teaspoon',
    tbsp: 'tablespoon',
    floz: 'floz',
    cup: 'cup',
    pt: 'pint',
    qt: 'quart',
    gal: 'gallon',
  },
  heat: { c: 'degC', f: 'degF' },
  speed: { kmh: 'km/h', mph: 'mi/h', mps: 'm/s', kn: 'km/h' },
  time: { s: 's', min: 'minute', h: 'hour', day: 'day', week: 'week', month: 'month', year: 'year' },
  area: { sqft: 'sqft', sqm: 'm^2', acre: 'acre', ha: 'hectare', sqkm: 'km^2', sqmi: 'sqmi' },
  memory: { mb: 'MB', gb: 'GB', tb: 'TB' },
  consumption: { mpg: 'mpg', l100: 'l/100km' },
};

/** By the name that calls use. */
export const UNITS: Readonly<Record<string, Unit>> = Object.fromEntries(
  Object.entries(BY_DIMENSION).flatMap(([dimension, units]) =>
    Object.entries(units).map(([name, mathjs]) => [name, { dimension: dimension as Dimension, mathjs }]),
  ),
);
