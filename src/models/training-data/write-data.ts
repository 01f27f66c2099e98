// What a model wrote for the training prompts, as files: chats in JSON Lines or Parquet, or its targets token by token in Parquet.

import { parquetWriteBuffer } from 'hyparquet-writer';
import { type EncodedTranscript, parseTurns } from '../../agent/transcript';
import { toolsKnown } from '../../agent/registry';
import { RetortError } from '../../lib/errors';
import type { ModelBundle, ToolDefinition } from '../bundle';
import { createDecoder } from '../create-decoder';
import type { WriteModelOptions, WrittenFile } from '../model-format';
import { type Chat, chatOf, definitionOf } from './messages';
import { LIKELIEST, teacherTargets } from './targets';

const AT_ONCE = 32;
/** As decoding them all would take long; a minute or so for the teacher that comes with the page. */
const MOST_SCORED = 2000;

type Options = Pick<WriteModelOptions, 'choice' | 'onProgress' | 'signal'>;

export async function writeData(bundle: ModelBundle, name: string, options: Options): Promise<WrittenFile[]> {
  const { transcripts: bring, tokenizer, network } = bundle;
  if (!bring || !tokenizer || network.kind !== 'decoder')
    throw new RetortError(
      'config-invalid',
      'This model wrote no transcripts. Choose one that taught an agent.',
    );
  options.onProgress(0, 1);
  const transcripts = await bring();
  const file =
    options.choice === 'targets'
      ? await targetsFile(bundle, transcripts.slice(0, MOST_SCORED), options)
      : chatsFile(chatsOf(bundle, transcripts), options.choice);
  options.onProgress(1, 1);
  return [{ ...file, name: `${name}-${file.name}` }];
}

/** Those that are whole. */
function chatsOf(
  { tokenizer, tools, toolNames }: ModelBundle,
  transcripts: readonly EncodedTranscript[],
): Chat[] {
  const definitions: readonly ToolDefinition[] =
    tools ?? [...toolsKnown(toolNames).values()].map(definitionOf);
  const known = new Map(definitions.map((definition) => [definition.name, definition]));
  return transcripts.flatMap(({ ids }) => {
    const text = tokenizer!.decode(ids);
    const turns = text.endsWith('<eos>') ? parseTurns(text) : null;
    return turns ? [chatOf(turns, known)] : [];
  });
}

function chatsFile(chats: readonly Chat[], choice: string): WrittenFile {
  if (choice === 'jsonl')
    return { name: 'chats.jsonl', content: chats.map((chat) => `${JSON.stringify(chat)}\n`).join('') };
  const column = (name: 'messages' | 'tools') => ({
    name,
    data: chats.map((chat) => JSON.stringify(chat[name])),
    type: 'STRING' as const,
  });
  const buffer = parquetWriteBuffer({ columnData: [column('messages'), column('tools')] });
  return { name: 'chats.parquet', content: new Uint8Array(buffer) };
}

/** A row a token that the model wrote: where it stands, what it is, and the likeliest ones with their log-probabilities. */
async function targetsFile(
  { network, weights }: ModelBundle,
  transcripts: readonly EncodedTranscript[],
  options: Options,
): Promise<WrittenFile> {
  if (network.kind !== 'decoder') throw new RetortError('internal', 'Only decoders have such targets.');
  const decoder = await createDecoder(network.config, weights, AT_ONCE);
  const { transcript, position, token, ids, logprobs } = await teacherTargets(decoder, transcripts, options);
  const nth = Array.from({ length: LIKELIEST }, (_, k) => k);
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'transcript', data: Int32Array.from(transcript), type: 'INT32' },
      { name: 'position', data: Int32Array.from(position), type: 'INT32' },
      { name: 'token', data: Int32Array.from(token), type: 'INT32' },
      ...nth.map((k) => ({
        name: `id_${k}`,
        data: Int32Array.from(ids, (row) => row[k]!),
        type: 'INT32' as const,
      })),
      ...nth.map((k) => ({
        name: `logprob_${k}`,
        data: Float32Array.from(logprobs, (row) => row[k]!),
        type: 'FLOAT' as const,
      })),
    ],
  });
  return { name: 'targets.parquet', content: new Uint8Array(buffer) };
}
