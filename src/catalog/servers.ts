// Servers with an OpenAI-compatible API that people run, and what each needs so that a page may ask it. From their documentation;
// llama.cpp's was tried.

export interface ServerKind {
  id: string;
  /** A name, the same in every language. */
  label: string;
  /** Where its API begins by default; "" for one that nobody knows. */
  address: string;
  /** The command that starts it. */
  start: string;
  /** The one that lets a page in. @param origin of the page. */
  letIn(origin: string): string;
  /** What it needs to call tools; "" for nothing. */
  tools: string;
  /** Whether it tells probabilities of tokens. */
  logprobs: boolean;
}

export const servers: readonly ServerKind[] = [
  {
    id: 'llama.cpp',
    label: 'llama.cpp',
    address: 'http://127.0.0.1:8080/v1',
    start: 'llama-server -m MODEL.gguf --port 8080',
    letIn: () => 'llama-server -m MODEL.gguf --port 8080',
    tools: '--jinja',
    logprobs: true,
  },
  {
    id: 'ollama',
    label: 'Ollama',
    address: 'http://127.0.0.1:11434/v1',
    start: 'ollama serve',
    letIn: (origin) => `OLLAMA_ORIGINS=${origin} ollama serve`,
    tools: '',
    logprobs: true,
  },
  {
    id: 'vllm',
    label: 'vLLM',
    address: 'http://127.0.0.1:8000/v1',
    start: 'vllm serve MODEL --port 8000',
    letIn: (origin) => `vllm serve MODEL --port 8000 --allowed-origins '["${origin}"]'`,
    tools: '--enable-auto-tool-choice --tool-call-parser hermes',
    logprobs: true,
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    address: 'http://127.0.0.1:1234/v1',
    start: 'lms server start --port 1234',
    letIn: () => 'lms server start --port 1234 --cors',
    tools: '',
    logprobs: false,
  },
];

/** The kind that an address looks like, by its port; undefined for a hosted or another one. */
export const serverAt = (address: string): ServerKind | undefined => {
  const port = /:(\d+)/.exec(address)?.[1];
  return servers.find((server) => port !== undefined && server.address.includes(`:${port}/`));
};
