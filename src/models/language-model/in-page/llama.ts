// What is asked of the runtime: tokens, and what comes after a text. wllama.ts is one.

export interface Likely {
  token: number;
  /** ln of its probability. */
  logprob: number;
}

export interface Llama {
  /** By token; control tokens have their names. */
  pieces: readonly Uint8Array[];
  /** Tokens that it can think of at once. */
  context: number;
  /** Begins every text; null where nothing does. */
  begin: number | null;
  /** The chat template in its file; "" where it has none. */
  template: string;
  /** What the template may name. */
  names: { bos_token: string; eos_token: string };
  /** Whether a text ends there. */
  ends(token: number): boolean;
  tokenize(text: string): Promise<number[]>;
  /** Goes back to the first so many tokens of what it has read; to none where it cannot go back so far. Resolves to how many. */
  keep(count: number): Promise<number>;
  /** Reads on. */
  read(tokens: readonly number[]): Promise<void>;
  /** The likeliest next tokens, the first first. */
  likeliest(count: number): Promise<Likely[]>;
  /** A vector of unit length for a text, the mean of its last hidden states; for a model that was loaded to embed. */
  embed(tokens: readonly number[]): Promise<Float32Array<ArrayBuffer>>;
}
