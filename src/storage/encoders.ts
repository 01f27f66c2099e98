// The sentence encoders on this device: cards, which lists show, apart from them the files, and what they made of sentences, which goes
// with them.

import type { EncoderCard } from '../protocol/encoder-card';
import { announce } from './changes';
import { guarded, type RetortDatabase } from './database';

/** Newest first. */
export const listEncoders = (db: RetortDatabase): Promise<EncoderCard[]> =>
  guarded(async () => (await db.getAll('encoders')).sort((a, b) => b.createdAt - a.createdAt));

/** An encoder with its content as it was saved; undefined where there is none of that id. */
export function readEncoder(
  db: RetortDatabase,
  id: string,
): Promise<{ card: EncoderCard; content: unknown } | undefined> {
  return guarded(async () => {
    const [card, content] = await Promise.all([db.get('encoders', id), db.get('encoderContents', id)]);
    return card && { card, content };
  });
}

/** Writes card and content, or neither. */
export function saveEncoder(db: RetortDatabase, card: EncoderCard, content: unknown): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['encoders', 'encoderContents'], 'readwrite');
    await Promise.all([
      transaction.objectStore('encoders').put(card),
      transaction.objectStore('encoderContents').put(content, card.id),
      transaction.done,
    ]);
    announce('encoders');
  });
}

export function removeEncoder(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['encoders', 'encoderContents', 'embeddings'], 'readwrite');
    await Promise.all([
      transaction.objectStore('encoders').delete(id),
      transaction.objectStore('encoderContents').delete(id),
      transaction.objectStore('embeddings').delete(IDBKeyRange.bound([id], [id, []])),
      transaction.done,
    ]);
    announce('encoders');
  });
}

/** What an encoder made of some sentences, [n·D], by a digest of them; undefined where it was not asked yet. */
export const readEmbeddings = (
  db: RetortDatabase,
  encoder: string,
  digest: string,
): Promise<Float32Array | undefined> => guarded(() => db.get('embeddings', [encoder, digest]));

export const saveEmbeddings = (
  db: RetortDatabase,
  encoder: string,
  digest: string,
  vectors: Float32Array,
): Promise<unknown> => guarded(() => db.put('embeddings', vectors, [encoder, digest]));
