// Whether this browser's WebAssembly has memories with addresses of 64 bits (memory64), which the runtime of language models needs.

/** A module with nothing but such a memory, of no pages. */
const MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 4, 0);

export const hasWideMemory = (): boolean => {
  try {
    return WebAssembly.validate(MODULE);
  } catch {
    return false; // no WebAssembly at all
  }
};
