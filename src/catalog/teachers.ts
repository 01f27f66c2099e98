// Who teaches, where it is more than one: RunConfig.teacher is the first, RunConfig.moreTeachers names the others in one text, as it
// stands in a link: "mlp-16x16@1/2,mlp-16x16@2/2". A specialty says of which part of the classes (of an agent: the tools) a
// teacher that is trained sees rows, and for whom a router asks it; none is all of them. How they become one: settings/mixture.ts.

import { upTo } from '../lib/up-to';

/** Beside the first. */
export const MOST_MORE = 3;

/** "1/2" is the first of two parts of the classes, in their order; "" is all of them. */
export type Specialty = '' | `${number}/${number}`;

export interface TeacherChoice {
  /** As RunConfig.teacher. */
  teacher: string;
  specialty: Specialty;
}

const SPECIALTY = /^(?:|1\/2|2\/2|[123]\/3|[1234]\/4)$/;
export const isSpecialty = (text: string): text is Specialty => SPECIALTY.test(text);

/** All there are, for two to four teachers. */
export const SPECIALTIES: readonly Specialty[] = [
  '',
  ...[2, 3, 4].flatMap((of) => upTo(of).map((i): Specialty => `${i + 1}/${of}`)),
];

/** The text of some teachers; "" for none. */
export const teachersText = (teachers: readonly TeacherChoice[]): string =>
  teachers.map(({ teacher, specialty }) => (specialty ? `${teacher}@${specialty}` : teacher)).join(',');

/** Null where it is no such text. */
export function parseTeachers(text: string): TeacherChoice[] | null {
  if (text === '') return [];
  const teachers: TeacherChoice[] = [];
  for (const one of text.split(',')) {
    const [teacher = '', specialty = '', ...more] = one.split('@');
    if (teacher === '' || more.length > 0 || !isSpecialty(specialty)) return null;
    teachers.push({ teacher, specialty });
  }
  return teachers.length <= MOST_MORE ? teachers : null;
}

/** All teachers of a run, the first one first. */
export const teachersOf = (config: {
  teacher: string;
  specialty: string;
  moreTeachers: string;
}): TeacherChoice[] => [
  { teacher: config.teacher, specialty: isSpecialty(config.specialty) ? config.specialty : '' },
  ...(parseTeachers(config.moreTeachers) ?? []),
];

/** Whether thing `i` of `count`, in their order, belongs to a specialty. */
export function isOf(specialty: Specialty, i: number, count: number): boolean {
  if (specialty === '') return true;
  const { from, to } = rangeOf(specialty, count);
  return i >= from && i < to;
}

/** The things `from` to before `to` of `count`; parts are as even as can be. */
export function rangeOf(specialty: Specialty, count: number): { from: number; to: number } {
  if (specialty === '') return { from: 0, to: count };
  const [part, of] = specialty.split('/').map(Number) as [number, number];
  return { from: Math.round(((part - 1) * count) / of), to: Math.round((part * count) / of) };
}
