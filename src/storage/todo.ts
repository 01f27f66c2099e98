// The to-do list that the chat's tools keep, in the order in which things were added.

import { guarded, type RetortDatabase } from './database';

export function listTodo(db: RetortDatabase): Promise<string[]> {
  return guarded(async () => (await db.getAll('todo')).map((item) => item.text));
}

export function addTodo(db: RetortDatabase, text: string): Promise<void> {
  return guarded(async () => void (await db.add('todo', { text })));
}

/** Removes the oldest item that choose picks from the list; resolves to its text, or null where it picks none. */
export function removeTodo(
  db: RetortDatabase,
  choose: (items: readonly string[]) => string | null,
): Promise<string | null> {
  return guarded(async () => {
    const { store, done } = db.transaction('todo', 'readwrite');
    const [keys, items] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const text = choose(items.map((item) => item.text));
    const key = keys[items.findIndex((item) => item.text === text)];
    if (text !== null && key !== undefined) await store.delete(key);
    await done;
    return text;
  });
}

/** Removes everything; resolves to what was there. */
export function clearTodo(db: RetortDatabase): Promise<string[]> {
  return guarded(async () => {
    const { store, done } = db.transaction('todo', 'readwrite');
    const items = await store.getAll();
    await store.clear();
    await done;
    return items.map((item) => item.text);
  });
}
