// A large language model as those know it who ask it, wherever it runs: behind an address (endpoint/), or in the page. The seam for any
// other kind: implement LanguageModel, and let worker/language-models.ts find it by its id. Nobody who asks learns what is behind it.
// K answers.

export interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  /** Of the assistant's. */
  calls?: readonly SaidCall[];
  /** Of a tool's: the call that it answers. */
  callId?: string;
}

/** A call as it was written. */
export interface SaidCall {
  id: string;
  name: string;
  /** JSON, or what the model took for it. */
  arguments: string;
}

export interface ToolSpec {
  name: string;
  description: string;
  /** JSON schema of an object. */
  parameters: object;
}

/** How sure is the model of each answer? */
export interface ScoreQuestion {
  messages: readonly Message[];
  /** In words, lower case; [K]. */
  answers: readonly string[];
}

/** What does the model say next? */
export interface SayQuestion {
  messages: readonly Message[];
  tools: readonly ToolSpec[];
  temperature: number;
  /** Tokens. */
  most: number;
  /** Another one asks anew where the temperature is above 0. */
  seed: number;
}

export interface Said {
  content: string;
  calls: readonly SaidCall[];
  /** It had not finished when it had written all that it may. */
  cut: boolean;
}

export interface AskHooks {
  signal?: AbortSignal | undefined;
}

export interface LanguageModel {
  /** As in RunConfig.teacher, after "llm:". */
  id: string;
  name: string;
  /** 0 where nobody knows. */
  parameters: number;
  /** Questions that it takes at once. */
  atOnce: number;
  /** What has to be named where its words are learnt from: its licence and its provider's terms. */
  terms: string;
  /** What it is told, with its places filled in by who asks: {{labels}} and {{sentence}}; the second one says how to be an agent. */
  prompts: { label: string; agent: string };
  /** ln of each answer's probability, [K], not normalised. Throws RetortError, 'cancelled' at the signal. */
  score(question: ScoreQuestion, hooks: AskHooks): Promise<Float32Array<ArrayBuffer>>;
  /** Throws as score() does. */
  say(question: SayQuestion, hooks: AskHooks): Promise<Said>;
}
