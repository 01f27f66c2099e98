// The teachers of intents kept on this device: what the library lists, and apart from it the weights, which only the worker reads.

import type { KeptTeacher } from '../protocol/kept-teacher';
import { guarded, type RetortDatabase } from './database';

/** Newest first. */
export function listTeachers(db: RetortDatabase): Promise<KeptTeacher[]> {
  return guarded(async () => (await db.getAllFromIndex('teachers', 'createdAt')).reverse());
}

/** A teacher with its content as it was saved; undefined where there is none of that id. */
export function readTeacher(
  db: RetortDatabase,
  id: string,
): Promise<{ teacher: KeptTeacher; content: unknown } | undefined> {
  return guarded(async () => {
    const [teacher, content] = await Promise.all([db.get('teachers', id), db.get('teacherContents', id)]);
    return teacher && { teacher, content };
  });
}

/** Writes a teacher with its content; both or neither. */
export function saveTeacher(db: RetortDatabase, teacher: KeptTeacher, content: unknown): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['teachers', 'teacherContents'], 'readwrite');
    await Promise.all([
      transaction.objectStore('teachers').put(teacher),
      transaction.objectStore('teacherContents').put(content, teacher.id),
      transaction.done,
    ]);
  });
}

export function removeTeacher(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['teachers', 'teacherContents'], 'readwrite');
    await Promise.all([
      transaction.objectStore('teachers').delete(id),
      transaction.objectStore('teacherContents').delete(id),
      transaction.done,
    ]);
  });
}
