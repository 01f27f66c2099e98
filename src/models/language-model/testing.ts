// For tests, stories and benchmarks: a server with an OpenAI-compatible API that says what its script says, right or wrong. Not part of the
// page.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Endpoint } from '../../protocol/language-model';
import type { Courier } from './endpoint/courier';
import { diagnose, fetchFile, fetchForeign } from './endpoint/foreign';

/** What a chat completion was asked with. */
export interface AskedBody {
  model: string;
  messages: { role: string; content: string; tool_calls?: unknown[]; tool_call_id?: string }[];
  tools?: { function: { name: string; parameters: object } }[];
  max_tokens?: number;
  temperature?: number;
  logprobs?: boolean;
  top_logprobs?: number;
  seed?: number;
}

export interface ScriptedCall {
  name: string;
  /** An object, or a text that may be no JSON. */
  arguments: object | string;
}

/** What the server does with a question. */
export type Scripted =
  | {
      content?: string;
      calls?: readonly ScriptedCall[];
      cut?: boolean;
      places?: readonly Record<string, number>[];
    }
  | { status: number; headers?: Record<string, string>; text?: string }
  | 'slow'
  | 'endless'
  | 'hang-up';

export interface ScriptedServer {
  /** "http://127.0.0.1:PORT/v1" */
  address: string;
  port: number;
  /** Bodies of the chat completions so far. */
  asked: AskedBody[];
  /** All requests, "GET /v1/models" … */
  requests: string[];
  close(): Promise<void>;
}

export interface ScriptedOptions {
  script(body: AskedBody, n: number, path: string): Scripted | Promise<Scripted>;
  port?: number;
  /** Answers pages of other origins. */
  cors?: boolean;
  models?: readonly string[];
  key?: string;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function bodyOf(request: IncomingMessage): Promise<AskedBody> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString() || '{}') as AskedBody;
}

/** Likeliest tokens first; the first one is written. */
const logprobsOf = (places: readonly Record<string, number>[]) => ({
  content: places.map((place) => {
    const top = Object.entries(place)
      .sort(([, a], [, b]) => b - a)
      .map(([token, p]) => ({ token, logprob: Math.log(p) }));
    return { ...top[0]!, top_logprobs: top };
  }),
});

export async function startScriptedServer({
  script,
  port = 0,
  cors = true,
  models = ['scripted-135M'],
  key,
}: ScriptedOptions): Promise<ScriptedServer> {
  const asked: AskedBody[] = [];
  const requests: string[] = [];
  const headers: Record<string, string> = cors
    ? { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'authorization, content-type' }
    : {};
  const send = (response: ServerResponse, status: number, body: object | string, more = {}) => {
    response.writeHead(status, { ...headers, ...more, 'Content-Type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, headers);
      response.end();
      return;
    }
    requests.push(`${request.method} ${request.url}`);
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`)
      return send(response, 401, { error: { message: 'no such key' } });
    if (request.url === '/v1/models') return send(response, 200, { data: models.map((id) => ({ id })) });
    if (request.url !== '/v1/chat/completions')
      return send(response, 404, { error: { message: 'not here' } });
    const body = await bodyOf(request);
    asked.push(body);
    const said = await script(body, asked.length - 1, request.url);
    if (said === 'hang-up') return void request.socket.destroy();
    if (said === 'slow' || said === 'endless') {
      if (said === 'endless') response.writeHead(200, headers);
      for (let i = 0; i < 600 && !response.destroyed; i++) {
        if (said === 'endless') response.write(' '.repeat(1000));
        await wait(50);
      }
      return;
    }
    if ('status' in said) return send(response, said.status, said.text ?? '{}', said.headers);
    const { content = '', calls = [], cut = false, places } = said;
    send(response, 200, {
      choices: [
        {
          message: {
            role: 'assistant',
            content,
            ...(calls.length > 0 && {
              tool_calls: calls.map(({ name, arguments: args }, i) => ({
                id: `call_${i}`,
                type: 'function',
                function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
              })),
            }),
          },
          finish_reason: cut ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop',
          ...(body.logprobs && places && { logprobs: logprobsOf(places) }),
        },
      ],
      usage: { prompt_tokens: 20, completion_tokens: 2 },
    });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.address() as AddressInfo).port;
  return {
    address: `http://127.0.0.1:${at}/v1`,
    port: at,
    asked,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An endpoint as a person would describe it, who has agreed. */
export const endpointAt = (address: string, about: Partial<Endpoint> = {}): Endpoint => ({
  id: 'scripted',
  createdAt: 1,
  address,
  model: 'scripted-135M',
  consent: new URL(address).origin,
  scoring: 'logprobs',
  top: 20,
  samples: 5,
  atOnce: 4,
  seconds: 1,
  budget: { requests: 0, tokens: 0, money: 0 },
  price: { read: 0, written: 0 },
  prompts: { label: 'One of:\n{{labels}}\n\nSentence: {{sentence}}\nAnswer:', agent: 'You call tools.' },
  licence: 'Apache-2.0',
  terms: 'none',
  ...about,
});

/** Runs errands in this thread. */
export const directCourier: Courier = {
  fetch: (errand, signal = new AbortController().signal) => fetchForeign(errand, signal),
  fetchFile: (errand, signal, onProgress) => fetchFile(errand, signal, onProgress),
  diagnose: (errand) => diagnose(errand, { protocol: 'http:' }),
};
