// The models on this device: cards, which lists show, and apart from them the models themselves, which only the worker reads. Those
// that the person keeps stay; the others belong to a run and go with it.

import type { ModelCard } from '../protocol/model-card';
import { announce } from './changes';
import { guarded, type RetortDatabase } from './database';
import { removedIds } from './removals';

/** Those that the person keeps, newest first. */
export function listModels(db: RetortDatabase): Promise<ModelCard[]> {
  return guarded(async () => {
    const removed = await removedIds(db, 'models');
    const cards = await db.getAllFromIndex('models', 'createdAt');
    return cards.filter(({ id, kept }) => kept && !removed.has(id)).reverse();
  });
}

/** A model with its content as it was saved; undefined where there is none of that id. */
export function readModel(
  db: RetortDatabase,
  id: string,
): Promise<{ card: ModelCard; content: unknown } | undefined> {
  return guarded(async () => {
    const [card, content] = await Promise.all([db.get('models', id), db.get('modelContents', id)]);
    return card && { card, content };
  });
}

/** Writes a model, or anew; card and content, or neither. */
export function saveModel(db: RetortDatabase, card: ModelCard, content: unknown): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['models', 'modelContents'], 'readwrite');
    await Promise.all([
      transaction.objectStore('models').put(card),
      transaction.objectStore('modelContents').put(content, card.id),
      transaction.done,
    ]);
    if (card.kept) announce('models'); // no list shows the others
  });
}

export function removeModel(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['models', 'modelContents'], 'readwrite');
    await Promise.all([
      transaction.objectStore('models').delete(id),
      transaction.objectStore('modelContents').delete(id),
      transaction.done,
    ]);
    announce('models');
  });
}
