// The notes that the chat's tools keep, in the order in which they were taken.

import { guarded, type RetortDatabase } from './database';

export function listNotes(db: RetortDatabase): Promise<string[]> {
  return guarded(async () => (await db.getAll('notes')).map((note) => note.text));
}

export function addNote(db: RetortDatabase, text: string): Promise<void> {
  return guarded(async () => void (await db.add('notes', { text })));
}
