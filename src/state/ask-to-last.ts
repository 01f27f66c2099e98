// Asks the browser to keep what lies here even when space is short; where it is done, when the person keeps something. Nobody waits
// for the answer: Firefox asks the person, who may leave the question standing.

let asked = false;

export function askToLast(): void {
  const { storage } = navigator as Partial<Navigator>;
  if (asked || !storage?.persist) return;
  asked = true;
  storage.persist().catch(() => undefined); // the library says what became of it
}

export interface Room {
  /** Bytes. */
  used: number;
  allowed: number;
  /** Whether the browser deletes nothing by itself. */
  lasting: boolean;
}

/** Null where the browser does not tell. */
export async function roomHere(): Promise<Room | null> {
  const { storage } = navigator as Partial<Navigator>;
  if (!storage?.estimate) return null;
  try {
    const [{ usage = 0, quota = 0 }, lasting = false] = await Promise.all([
      storage.estimate(),
      storage.persisted?.(),
    ]);
    return quota > 0 ? { used: usage, allowed: quota, lasting } : null;
  } catch {
    return null;
  }
}
