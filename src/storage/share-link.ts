// The whole experiment in the address: #task=agent&temperature=1&… , one readable name a field, all of them, so that a link
// means the same when a default changes. Any text parses: bad fields fall back to their defaults and are named.

import { tasks } from '../catalog/catalog';
import { defaultConfig, isTeacherOfOwn, parseRunConfig, type RunConfig } from '../catalog/run-config';

const FIELDS = Object.keys(defaultConfig) as (keyof RunConfig)[];

/** "#task=…": a teacher of the person's own cannot travel, so the task's own takes its place. */
export function toHash(config: RunConfig): string {
  const own = tasks.find((task) => task.id === config.task)!.defaultTeacher;
  const shared = { ...config, teacher: isTeacherOfOwn(config.teacher) ? own : config.teacher };
  return `#${new URLSearchParams(FIELDS.map((field) => [field, String(shared[field])])).toString()}`;
}

/** Reads a hash, whole or partial; `rejected` names the fields of the link that could not be used. */
export function fromHash(hash: string): { config: RunConfig; rejected: string[] } {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const given = FIELDS.filter((field) => query.has(field));
  const source = given.map((field) => [field, read(field, query.get(field)!)]);
  const { config, rejected } = parseRunConfig(Object.fromEntries(source));
  // a model that was not asked for and does not fit the task is no mistake of the link's
  return { config, rejected: rejected.filter((field) => given.includes(field as keyof RunConfig)) };
}

/** A field's text in the type of its default; what cannot be read stays text, which the schema refuses. */
function read(field: keyof RunConfig, text: string): unknown {
  if (field === 'teacher' && isTeacherOfOwn(text)) return null;
  const type = typeof defaultConfig[field];
  if (type === 'number' && /^-?[\d.]+(e-?\d+)?$/i.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
