// The units of the converter: how the call writes them, how people do, and what mathjs calls them.

import type { Rng } from '../../lib/rng';

export type Dimension = 'length' | 'weight' | 'volume' | 'heat' | 'speed' | 'time';

export interface Unit {
  dimension: Dimension;
  mathjs: string;
  /** After "a" or "1"; also in "a 5 km run". */
  one: readonly string[];
  /** After other numbers, and in "in miles"; more usual ones more often. */
  many: readonly string[];
}

const unit = (dimension: Dimension, mathjs: string, one: string, many: string): Unit => ({
  dimension,
  mathjs,
  one: one.split(', '),
  many: many.split(', '),
});

/** By the name that calls use. */
export const UNITS: Readonly<Record<string, Unit>> = {
  mm: unit('length', 'mm', 'millimeter, millimetre, mm', 'mm, mm, millimeters, millimetres, millimeter'),
  cm: unit(
    'length',
    'cm',
    'centimeter, centimetre, cm',
    'cm, cm, cm, centimeters, centimetres, cms, centimeter',
  ),
  m: unit('length', 'm', 'meter, metre, m', 'm, m, meters, meters, metres, meter'),
  km: unit('length', 'km', 'kilometer, kilometre, km', 'km, km, km, kilometers, kilometres, kms, kilometer'),
  in: unit('length', 'inch', 'inch, inch, in', 'inches, inches, inches, inch, in'),
  ft: unit('length', 'ft', 'foot, foot, ft', 'feet, feet, feet, ft, ft, foot'),
  yd: unit('length', 'yd', 'yard, yard, yd', 'yards, yards, yd, yds, yard'),
  mi: unit('length', 'mi', 'mile, mile, mi', 'miles, miles, miles, miles, mi, mile'),
  g: unit('weight', 'g', 'gram, gramme, g', 'g, g, grams, grams, grammes, gram'),
  kg: unit(
    'weight',
    'kg',
    'kilogram, kilo, kg',
    'kg, kg, kg, kilos, kilos, kilograms, kilograms, kgs, kilo, kilogram',
  ),
  oz: unit('weight', 'oz', 'ounce, ounce, oz', 'oz, oz, ounces, ounces, ounce'),
  lb: unit('weight', 'lb', 'pound, pound, lb', 'lb, lbs, lbs, pounds, pounds, pounds, pound'),
  ml: unit('volume', 'ml', 'milliliter, millilitre, ml', 'ml, ml, ml, milliliters, millilitres, milliliter'),
  l: unit('volume', 'l', 'liter, litre, l', 'l, liters, liters, litres, litres, liter, litre'),
  cup: unit('volume', 'cup', 'cup', 'cups, cups, cups, cup, us cups'),
  gal: unit('volume', 'gallon', 'gallon, gallon, gal', 'gallons, gallons, gallons, gal, gallon, us gallons'),
  c: unit(
    'heat',
    'degC',
    'degree celsius, degree c',
    'c, c, celsius, celsius, celsius, degrees celsius, degrees celsius, degrees c, degree celsius, °c, centigrade, degrees centigrade',
  ),
  f: unit(
    'heat',
    'degF',
    'degree fahrenheit, degree f',
    'f, f, fahrenheit, fahrenheit, fahrenheit, degrees fahrenheit, degrees fahrenheit, degrees f, degree fahrenheit, °f',
  ),
  kmh: unit(
    'speed',
    'km/h',
    'kilometer per hour, kilometer an hour, kmh',
    'kmh, kmh, km/h, km/h, kph, kilometers per hour, kilometers an hour, kilometres per hour, km per hour, km an hour',
  ),
  mph: unit(
    'speed',
    'mi/h',
    'mile per hour, mile an hour, mph',
    'mph, mph, mph, miles per hour, miles per hour, miles an hour, mi/h',
  ),
  s: unit('time', 's', 'second, second, sec', 'seconds, seconds, secs, sec, s'),
  min: unit('time', 'minute', 'minute, minute, min', 'minutes, minutes, mins, min'),
  h: unit('time', 'hour', 'hour, hour, hr', 'hours, hours, hrs, hr, h'),
  day: unit('time', 'day', 'day', 'days, days, day'),
  week: unit('time', 'week', 'week', 'weeks, weeks, week, wks'),
};

/** Units of a kind, and the pairs that people ask for most. */
export const DIMENSIONS: Readonly<
  Record<Dimension, { units: readonly string[]; usual: readonly (readonly [string, string])[] }>
> = {
  length: {
    units: ['mm', 'cm', 'm', 'km', 'in', 'ft', 'yd', 'mi'],
    usual: [
      ['km', 'mi'],
      ['km', 'mi'],
      ['cm', 'in'],
      ['m', 'ft'],
      ['m', 'yd'],
      ['ft', 'cm'],
      ['ft', 'in'],
      ['mm', 'in'],
      ['cm', 'm'],
      ['ft', 'mi'],
      ['m', 'km'],
    ],
  },
  weight: {
    units: ['g', 'kg', 'oz', 'lb'],
    usual: [
      ['kg', 'lb'],
      ['kg', 'lb'],
      ['g', 'oz'],
      ['lb', 'oz'],
      ['g', 'kg'],
    ],
  },
  volume: {
    units: ['ml', 'l', 'cup', 'gal'],
    usual: [
      ['l', 'gal'],
      ['ml', 'cup'],
      ['l', 'cup'],
      ['cup', 'gal'],
      ['ml', 'l'],
    ],
  },
  heat: { units: ['c', 'f'], usual: [] },
  speed: { units: ['kmh', 'mph'], usual: [] },
  time: {
    units: ['s', 'min', 'h', 'day', 'week'],
    usual: [
      ['min', 'h'],
      ['h', 'day'],
      ['day', 'week'],
      ['s', 'min'],
      ['h', 'min'],
      ['h', 'week'],
    ],
  },
};

/** One of the ways to write a unit. */
export function unitWords(rng: Rng, name: string, number: 'one' | 'many'): string {
  return rng.pick(UNITS[name]![number]);
}
