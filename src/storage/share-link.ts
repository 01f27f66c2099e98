// The whole experiment in the address: #task=agent&temperature=1&… , one readable name a field, all of them, so that a link
// means the same when a default changes; settings in force as jsd.beta=0.5. Any text parses: bad fields fall back to their defaults
// and are named.

import { tasks } from '../catalog/catalog';
import { defaultConfig, isTeacherOfOwn, parseRunConfig, type RunConfig } from '../catalog/run-config';
import { parseTeachers, teachersText } from '../catalog/teachers';
import { groupsInForce, settingParam, settingsOf } from '../catalog/settings';

type FlatField = Exclude<keyof RunConfig, 'settings'>;
const FIELDS = Object.keys(defaultConfig).filter((field) => field !== 'settings') as FlatField[];

/** "#task=…": a teacher of the person's own cannot travel, so the task's own takes its place. */
export function toHash(config: RunConfig): string {
  const { defaultTeacher, parts } = tasks.find((task) => task.id === config.task)!;
  const travelling = (teacher: string, own = defaultTeacher) => (isTeacherOfOwn(teacher) ? own : teacher);
  const more = parseTeachers(config.moreTeachers) ?? [];
  const shared = {
    ...config,
    teacher: travelling(config.teacher),
    moreTeachers: teachersText(
      more.map((one, k) => ({ ...one, teacher: travelling(one.teacher, parts?.[k + 1]?.teacher) })),
    ),
  };
  const settings = groupsInForce(config.method).flatMap((group) =>
    Object.entries(settingsOf(config.settings, group)).map(([id, value]) => [
      `${group}.${id}`,
      String(value),
    ]),
  );
  const fields = FIELDS.map((field) => [field, String(shared[field])]);
  return `#${new URLSearchParams([...fields, ...settings]).toString()}`;
}

/** Reads a hash, whole or partial; `rejected` names the fields of the link that could not be used. */
export function fromHash(hash: string): { config: RunConfig; rejected: string[] } {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const given = FIELDS.filter((field) => query.has(field));
  const source = given.map((field) => [field, read(field, query.get(field)!)]);
  const settings = readSettings(query);
  const { config, rejected } = parseRunConfig({ ...Object.fromEntries(source), settings });
  // a model that was not asked for and does not fit the task is no mistake of the link's
  const asked = [...given, 'settings'];
  return { config, rejected: rejected.filter((field) => asked.includes(field)) };
}

/** "group.param" fields as settings; what this version does not know is left for the schema to refuse. */
function readSettings(query: URLSearchParams): Record<string, Record<string, unknown>> {
  // maps: among an object's keys, "__proto__" would reach all objects
  const settings = new Map<string, Map<string, unknown>>();
  for (const [key, text] of query) {
    const [group, id] = key.split('.');
    if (!group || !id) continue;
    const param = settingParam(group, id);
    const values = settings.get(group) ?? new Map<string, unknown>();
    settings.set(group, values.set(id, param && 'min' in param && NUMBER.test(text) ? Number(text) : text));
  }
  return Object.fromEntries([...settings].map(([group, values]) => [group, Object.fromEntries(values)]));
}

const NUMBER = /^-?[\d.]+(e-?\d+)?$/i;

/** A field's text in the type of its default; what cannot be read stays text, which the schema refuses. */
function read(field: FlatField, text: string): unknown {
  if (field === 'teacher' && isTeacherOfOwn(text)) return null;
  if (field === 'moreTeachers' && parseTeachers(text)?.some(({ teacher }) => isTeacherOfOwn(teacher)))
    return null;
  if (Array.isArray(defaultConfig[field])) return text === '' ? [] : text.split(',');
  const type = typeof defaultConfig[field];
  if (type === 'number' && NUMBER.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
