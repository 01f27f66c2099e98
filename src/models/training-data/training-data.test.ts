import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { encodeTranscript } from '../../agent/transcript';
import type { Transcript } from '../../agent/types';
import { trainTokenizer } from '../../data/tokenizer';
import { type ModelBundle, newCard } from '../bundle';
import { createDecoder } from '../create-decoder';
import { initTransformer } from '../init';
import type { TransformerConfig } from '../transformer-config';
import { likeliest } from './targets';
import { writeData } from './write-data';

const transcript: Transcript = {
  user: 'convert 5 km to miles',
  plan: ['convert'],
  steps: [{ call: { name: 'convert', args: ['5', 'km', 'mi'] }, result: '3.107' }],
  say: '3.107 miles',
};
const tokenizer = trainTokenizer([' convert 5 km', ' convert 5 km'], 280);
const config: TransformerConfig = {
  model_type: 'llama',
  vocab_size: 280,
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  max_position_embeddings: 128,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: false,
  embedding_smearing: false,
};
const weights = initTransformer(config, 1);
const encoded = encodeTranscript(transcript, tokenizer);
/** One that broke off, from which nobody learns. */
const broken = { ids: encoded.ids.slice(0, -4), agentMask: encoded.agentMask.slice(0, -4) };
const bundle: ModelBundle = {
  card: newCard({ task: 'agent', name: 'teacher', origin: 'trained', weights }),
  network: { kind: 'decoder', config },
  weights,
  tokenizer,
  transcripts: async () => [encoded, broken],
};
const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
const write = async (choice: string) => (await writeData(bundle, 'mine', { choice, ...quiet }))[0]!;
const rowsOf = (content: string | Uint8Array<ArrayBuffer>) =>
  parquetReadObjects({ file: (content as Uint8Array<ArrayBuffer>).slice().buffer });

describe('training data', () => {
  it('is chats with tool calls in messages, a line each, whole ones alone', async () => {
    const { name, content } = await write('jsonl');
    expect(name).toBe('mine-chats.jsonl');
    const lines = (content as string).trim().split('\n');
    expect(lines).toHaveLength(1);
    const chat = JSON.parse(lines[0]!) as { messages: object[]; tools: { function: { name: string } }[] };
    expect(chat.messages).toMatchObject([
      { role: 'user', content: transcript.user },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'convert' } }],
      },
      { role: 'tool', content: '3.107', tool_call_id: 'call_1' },
      { role: 'assistant', content: transcript.say },
    ]);
    expect(chat.tools.map((tool) => tool.function.name)).toEqual(['convert']);
  });

  it('is the same in Parquet', async () => {
    const { content } = await write('jsonl');
    const chat = JSON.parse(content as string) as { messages: object[]; tools: object[] };
    const [row] = await rowsOf((await write('parquet')).content);
    expect(JSON.parse(row!['messages'] as string)).toEqual(chat.messages);
    expect(JSON.parse(row!['tools'] as string)).toEqual(chat.tools);
  });

  it('has a row a token that the model wrote, with what the decoder says of it', async () => {
    const rows = await rowsOf((await write('targets')).content);
    const written = encoded.agentMask.flatMap((mask, i) => (mask && i > 0 ? [i] : []));
    const first = rows.filter((row) => row['transcript'] === 0);
    expect(first.map((row) => row['position'])).toEqual(written);
    expect(first.map((row) => row['token'])).toEqual(written.map((i) => encoded.ids[i]));
    const decoder = await createDecoder(config, weights);
    const at = written[3]!;
    const [logits] = decoder.feed([{ slot: 0, ids: encoded.ids.slice(0, at) }]);
    const best = likeliest(logits!);
    const row = first[3]!;
    expect([...best.ids]).toEqual(Array.from(best.ids, (_, k) => row[`id_${k}`]));
    // the same bits whoever is fed beside it
    expect([...best.logprobs]).toEqual(Array.from(best.ids, (_, k) => row[`logprob_${k}`]));
  });

  it('finds the likeliest, and their probabilities among all', () => {
    const logits = Float32Array.from({ length: 40 }, (_, i) => Math.sin(3 * i));
    const { ids, logprobs } = likeliest(logits);
    const sorted = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b).slice(0, 8);
    expect([...ids]).toEqual(sorted);
    const sum = logits.reduce((total, x) => total + Math.exp(x), 0);
    for (const [k, id] of ids.entries())
      expect(Math.exp(logprobs[k]!)).toBeCloseTo(Math.exp(logits[id]!) / sum, 5);
  });
});
