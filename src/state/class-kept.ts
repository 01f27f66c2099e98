// What of a class outlives a reload of the page, in localStorage, where that is allowed: a pupil's number and code, by study, and the
// lecturer's study with its codes.

import * as v from 'valibot';

const CLASS = 'retort.class';
const partKey = (fingerprint: number): string => `retort.part.${fingerprint}`;

const classSchema = v.object({ study: v.string(), codes: v.array(v.string()) });
const partSchema = v.object({ number: v.number(), code: v.nullable(v.string()) });

export type KeptClass = v.InferOutput<typeof classSchema>;
export type KeptPart = v.InferOutput<typeof partSchema>;

function read<T extends v.GenericSchema>(key: string, schema: T): v.InferOutput<T> | null {
  try {
    const kept = v.safeParse(schema, JSON.parse(localStorage.getItem(key) ?? 'null'));
    return kept.success ? kept.output : null;
  } catch {
    return null;
  }
}

function write(key: string, value: KeptClass | KeptPart): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // it lasts as long as the page
  }
}

export const keptClass = (): KeptClass | null => read(CLASS, classSchema);
export const keepClass = (kept: KeptClass): void => write(CLASS, kept);
export const keptPart = (fingerprint: number): KeptPart | null => read(partKey(fingerprint), partSchema);
export const keepPart = (fingerprint: number, kept: KeptPart): void => write(partKey(fingerprint), kept);
