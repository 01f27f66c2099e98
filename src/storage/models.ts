// The models on this device: cards, which lists show, and apart from them the models themselves, which only the worker reads. Those
// that the person keeps stay; the others belong to a run and go with it.

import { RetortError } from '../lib/errors';
import type { ModelCard } from '../protocol/model-card';
import { announce } from './changes';
import { atomically, guarded, type RetortDatabase } from './database';
import { removedIds } from './removals';

/** All cards, newest first; none of a model that is deleted or goes with a deleted run. */
export function listModels(db: RetortDatabase): Promise<ModelCard[]> {
  return guarded(async () => {
    const [removed, removedRuns, cards] = await Promise.all([
      removedIds(db, 'models'),
      removedIds(db, 'runs'),
      db.getAllFromIndex('models', 'createdAt'),
    ]);
    const stays = ({ id, run, kept }: ModelCard) =>
      !removed.has(id) && (kept || run === null || !removedRuns.has(run));
    return cards.filter(stays).reverse();
  });
}

/** Those that a run left, whether the person keeps them or not. */
export function modelsOfRun(db: RetortDatabase, run: string): Promise<ModelCard[]> {
  return guarded(async () => {
    const removed = await removedIds(db, 'models');
    const cards = await db.getAll('models');
    return cards.filter((card) => card.run === run && !removed.has(card.id));
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

/** Writes a model, or anew; card and content, or neither: the content is written and read back before the card points at it. */
export function saveModel(db: RetortDatabase, card: ModelCard, content: unknown): Promise<void> {
  return guarded(async () => {
    await atomically(db, ['models', 'modelContents'], async (transaction) => {
      const contents = transaction.objectStore('modelContents');
      await contents.put(content, card.id);
      if (bytesOf(await contents.get(card.id)) !== bytesOf(content))
        throw new DOMException('what was written is not what is there', 'QuotaExceededError');
      await transaction.objectStore('models').put(card);
    });
    announce('models');
  });
}

/** Of the arrays in a content, which are all but a little of it. */
const bytesOf = (content: unknown): number =>
  Object.values(Object(content) as object).reduce<number>(
    (sum, part) => sum + (part instanceof ArrayBuffer ? part.byteLength : 0),
    0,
  );

/** Changes what a card says. Throws RetortError('teacher-unknown') where there is none of that id. @returns the card as it is now. */
export function changeCard(
  db: RetortDatabase,
  id: string,
  change: Partial<Pick<ModelCard, 'name' | 'note' | 'tags' | 'kept' | 'figures'>>,
): Promise<ModelCard> {
  return guarded(async () => {
    const transaction = db.transaction('models', 'readwrite');
    const card = await transaction.store.get(id);
    if (!card)
      throw new RetortError('teacher-unknown', 'This model is not on this device any more. Reload the page.');
    const changed = { ...card, ...change };
    await transaction.store.put(changed);
    await transaction.done;
    announce('models');
    return changed;
  });
}

export function removeModel(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    await atomically(db, ['models', 'modelContents'], async (transaction) => {
      await transaction.objectStore('models').delete(id);
      await transaction.objectStore('modelContents').delete(id);
    });
    announce('models');
  });
}
