// What a sweep can vary, and which values are offered for each: fixed ones, or some around the setting on the table.

import { sizes, tasks } from '../../catalog/catalog';
import { params } from '../../catalog/params';
import type { RunConfig } from '../../catalog/run-config';
import type { Swept } from '../../catalog/swept';

/** Round values around the table's own, which stays as it is to its last digit. */
const inRange = (field: Exclude<Swept, 'student'>, around: readonly number[], own: number): number[] => {
  const { min, max } = params[field];
  return [...new Set([own, ...around.map((value) => Number(value.toPrecision(2)))])]
    .filter((value) => value >= min && value <= max)
    .sort((a, b) => a - b);
};

/** Values of a field to choose from, in order; that of the table is always among them. */
export function offered(field: Swept, config: RunConfig): (string | number)[] {
  switch (field) {
    case 'temperature':
      return inRange(field, [1, 2, 4, 8], config.temperature);
    case 'lambda':
      return inRange(field, [0, 0.1, 0.5, 0.9, 1], config.lambda);
    case 'learningRate':
      return inRange(
        field,
        [0.25, 0.5, 2, 4].map((times) => times * config.learningRate),
        config.learningRate,
      );
    case 'labelShare':
      return inRange(field, [0.02, 0.05, 0.1, 0.3, 1], config.labelShare);
    case 'student': {
      const kind = tasks.find(({ id }) => id === config.task)?.modelKind;
      return sizes.filter((size) => size.kind === kind).map(({ id }) => id);
    }
    default:
      return field satisfies never;
  }
}

/** Those that are chosen at first: the table's own and its neighbours. */
export function firstChosen(field: Swept, config: RunConfig): (string | number)[] {
  const values = offered(field, config);
  const at = Math.max(0, values.indexOf(config[field]));
  const from = Math.min(Math.max(0, at - 1), Math.max(0, values.length - 3));
  return values.slice(from, from + 3);
}

/** Which two fields are varied, and over which values where others than the first were chosen. */
export interface AxesChoice {
  fields: readonly [Swept, Swept];
  chosen: Partial<Record<Swept, readonly (string | number)[]>>;
}

export const FIRST_AXES: AxesChoice = { fields: ['temperature', 'lambda'], chosen: {} };

/** A choice as axes of the experiment on the table: of the values chosen before, those that it offers. */
export const axesOf = ({ fields, chosen }: AxesChoice, config: RunConfig) =>
  fields.map((field) => ({
    field,
    values: offered(field, config).filter((value) =>
      (chosen[field] ?? firstChosen(field, config)).includes(value),
    ),
  }));
