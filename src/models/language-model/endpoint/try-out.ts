// What a server can, found out by a few short questions: which models it has, whether it tells probabilities and how many, whether it calls
// tools, whether it scores tokens that it is given.

import type { Abilities } from '../../../protocol/language-model';
import type { Message } from '../language-model';
import { choiceOf, placesOf, saidIn, toolOf } from './endpoint-model';
import { type PatientServer, ServerError } from './patient-server';

const HELLO: readonly Message[] = [{ role: 'user', content: 'Answer with one word: yes or no?' }];
const TIME: readonly Message[] = [{ role: 'user', content: 'What time is it now? Use the tool.' }];
const CLOCK = toolOf({
  name: 'clock',
  description: 'Tells the time.',
  parameters: { type: 'object', properties: {} },
});
/** Tried from many to few: most servers have a limit. */
const COUNTS = [200, 20, 5];

type Ask = PatientServer['ask'];

/** Null where the server does not take the question. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ServerError && ['refused', 'broken', '500'].includes(error.fault)) return null;
    throw error;
  }
}

/** Throws what asking throws where nothing comes, or the server takes no question at all. */
export async function tryOut(
  ask: Ask,
  model: string,
  origin: string,
  signal?: AbortSignal,
): Promise<Abilities> {
  const listed = await unlessRefused(ask('/models', null, signal));
  const models = namesIn(listed);
  const chosen = model || models[0] || '';
  const body = (messages: readonly Message[], more: object) => ({
    model: chosen,
    messages,
    stream: false,
    ...more,
  });
  const began = performance.now();
  choiceOf(await ask('/chat/completions', body(HELLO, { max_tokens: 1 }), signal), origin);
  const ms = performance.now() - began;

  let logprobs = 0;
  for (const count of COUNTS) {
    const how = { max_tokens: 1, temperature: 0, logprobs: true, top_logprobs: count };
    const json = await unlessRefused(ask('/chat/completions', body(HELLO, how), signal));
    logprobs = json === null ? 0 : (placesOf(choiceOf(json, origin))[0]?.top.length ?? 0);
    if (logprobs > 0) break;
  }

  const how = { max_tokens: 64, temperature: 0, tools: [CLOCK], tool_choice: 'auto' };
  const called = await unlessRefused(ask('/chat/completions', body(TIME, how), signal));
  const tools =
    called === null ? 'refused' : saidIn(choiceOf(called, origin)).calls.length > 0 ? 'calls' : 'words';

  const echo = {
    model: chosen,
    prompt: 'one two three',
    max_tokens: 1,
    temperature: 0,
    echo: true,
    logprobs: 1,
  };
  const scored = await unlessRefused(ask('/completions', echo, signal));
  return { models, logprobs, tools, scoresGiven: given(scored) > 1, ms };
}

const namesIn = (json: unknown): string[] => {
  const { data } = (json ?? {}) as { data?: unknown };
  if (!Array.isArray(data)) return [];
  return data.flatMap((one: { id?: unknown } | null) => (typeof one?.id === 'string' ? [one.id] : []));
};

/** Tokens of the prompt that came back with probabilities. */
function given(json: unknown): number {
  const { choices } = (json ?? {}) as {
    choices?: { logprobs?: { token_logprobs?: unknown; tokens?: unknown } | null }[];
  };
  const probabilities = choices?.[0]?.logprobs?.token_logprobs;
  return Array.isArray(probabilities) ? probabilities.filter((p) => typeof p === 'number').length - 1 : 0;
}
