/** An id that no other thing on this device has: "set-mb3k2x1a-1x0k3qf". @param at milliseconds since the epoch. */
export function newId(kind: string, at: number): string {
  return `${kind}-${at.toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;
}
