// A language model behind an OpenAI-compatible address (chat completions), which llama.cpp, Ollama, vLLM, LM Studio and hosted ones have.

import * as v from 'valibot';
import { upTo } from '../../../lib/up-to';
import type { Endpoint } from '../../../protocol/language-model';
import { answerScores, sampledScores, tokensToTell, type TokenPlace } from '../answer-scores';
import type { LanguageModel, Message, Said, SayQuestion, ScoreQuestion, ToolSpec } from '../language-model';
import { brokenAnswer, type PatientServer } from './patient-server';

/** Tokens of an answer that is sampled: a label in words. */
const LABEL_TOKENS = 12;

const topSchema = v.object({ token: v.string(), logprob: v.number() });
const choiceSchema = v.object({
  message: v.object({
    content: v.nullish(v.string()),
    tool_calls: v.nullish(
      v.array(
        v.object({
          id: v.nullish(v.string()),
          function: v.object({
            name: v.string(),
            arguments: v.union([v.string(), v.record(v.string(), v.unknown())]),
          }),
        }),
      ),
    ),
  }),
  finish_reason: v.nullish(v.string()),
  logprobs: v.nullish(
    v.object({
      content: v.nullish(
        v.array(v.object({ ...topSchema.entries, top_logprobs: v.optional(v.array(topSchema), []) })),
      ),
    }),
  ),
});
const replySchema = v.object({ choices: v.pipe(v.array(choiceSchema), v.minLength(1)) });
type Choice = v.InferOutput<typeof choiceSchema>;

/** The first choice of a chat completion. Throws ServerError('broken'). */
export function choiceOf(json: unknown, origin: string): Choice {
  const read = v.safeParse(replySchema, json);
  if (read.success) return read.output.choices[0]!;
  throw brokenAnswer(origin, v.summarize(read.issues).slice(0, 200));
}

export const placesOf = ({ logprobs }: Choice): TokenPlace[] =>
  (logprobs?.content ?? []).map(({ token, logprob, top_logprobs: top }) => ({ token, logprob, top }));

export const saidIn = ({ message, finish_reason: finish }: Choice): Said => ({
  content: message.content ?? '',
  calls: (message.tool_calls ?? []).map(({ id, function: { name, arguments: args } }, i) => ({
    id: id ?? `call_${i}`,
    name,
    arguments: typeof args === 'string' ? args : JSON.stringify(args), // Ollama's older ones
  })),
  cut: finish === 'length',
});

const messageOf = ({ role, content, calls, callId }: Message): object => ({
  role,
  content,
  ...(calls?.length && {
    tool_calls: calls.map(({ id, name, arguments: args }) => ({
      id,
      type: 'function',
      function: { name, arguments: args },
    })),
  }),
  ...(callId !== undefined && { tool_call_id: callId }),
});

export const toolOf = ({ name, description, parameters }: ToolSpec): object => ({
  type: 'function',
  function: { name, description, parameters },
});

/** "…-135M-…" and "llama3.2:3b" say how many parameters; 0 where a name does not. */
export function parametersIn(name: string): number {
  const found = /(?<![\d.a-z])(\d+(?:\.\d+)?)\s*([bm])(?![a-z])/i.exec(name);
  return found ? Number(found[1]) * (found[2]!.toLowerCase() === 'b' ? 1e9 : 1e6) : 0;
}

export function endpointModel(endpoint: Endpoint, server: Pick<PatientServer, 'ask'>): LanguageModel {
  const { id, model, address, scoring, top, samples, atOnce, prompts, licence, terms } = endpoint;
  const { origin, host } = new URL(address);
  const complete = async (
    messages: readonly Message[],
    more: object,
    signal: AbortSignal | undefined,
  ): Promise<Choice> => {
    const body = { model, messages: messages.map(messageOf), stream: false, ...more };
    return choiceOf(await server.ask('/chat/completions', body, signal), origin);
  };
  return {
    id,
    name: `${model} (${host})`,
    parameters: parametersIn(model),
    atOnce,
    terms: [licence && `licence of ${model}: ${licence}`, terms && `terms of ${host}: ${terms}`]
      .filter(Boolean)
      .join('; '),
    prompts,
    async score({ messages, answers }: ScoreQuestion, { signal }) {
      if (scoring === 'logprobs') {
        const choice = await complete(
          messages,
          {
            max_tokens: tokensToTell(answers),
            temperature: 0,
            logprobs: true,
            top_logprobs: top,
          },
          signal,
        );
        const places = placesOf(choice);
        if (places.length > 0) return answerScores(places, answers);
        throw brokenAnswer(
          origin,
          'It tells no probabilities: choose “Several answers” under “How labels are scored”.',
        );
      }
      const said: string[] = [];
      for (const seed of upTo(samples)) {
        const how = { max_tokens: LABEL_TOKENS, temperature: samples > 1 ? 1 : 0, seed };
        said.push(saidIn(await complete(messages, how, signal)).content);
      }
      return sampledScores(said, answers);
    },
    async say({ messages, tools, temperature, most, seed }: SayQuestion, { signal }) {
      const how = {
        ...(tools.length > 0 && { tools: tools.map(toolOf), tool_choice: 'auto' }),
        ...{ temperature, max_tokens: most, seed },
      };
      return saidIn(await complete(messages, how, signal));
    },
  };
}
