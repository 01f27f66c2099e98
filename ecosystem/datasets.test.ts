// What a teacher wrote, as the library reads it that TRL, LLaMA-Factory and ms-swift read with: the snippets as they are shown.

import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { findPython } from '../scripts/ecosystem.mjs';
import { encodeTranscript } from '../src/agent/transcript';
import { format } from '../src/models/formats/training-data';
import { run, scratch, save } from './python';
import { smallDecoder } from './small-models';

const python = findPython('datasets');
const decoder = smallDecoder({ max_position_embeddings: 128 });
const transcript = {
  user: 'convert 5 km to miles',
  plan: ['convert'],
  steps: [{ call: { name: 'convert', args: ['5', 'km', 'mi'] }, result: '3.107' }],
  say: '3.107 miles',
};
const encoded = encodeTranscript(transcript, decoder.tokenizer!);
const bundle = { ...decoder, transcripts: async () => [encoded, encoded] };
const { choices, write, snippets } = format.writing!;
/** The first row, as JSON. */
const AS_JSON = 'import json\nprint(json.dumps({"rows": len(data), "first": data[0]}))\n';

describe.skipIf(!python)('datasets (needs it in Python: node scripts/ecosystem.mjs)', () => {
  const directory = scratch();
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(choices.map(({ id }) => id))(
    'the snippet reads what was written: %s',
    async (choice) => {
      const options = {
        choice,
        run: null,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      };
      save(directory, '.', await write(bundle, 'mine', options));
      const [snippet] = snippets(bundle, 'mine', choice);
      const printed = run(python!, directory, `${snippet!.code}${AS_JSON}`).trim().split('\n');
      const { rows, first } = JSON.parse(printed.at(-1)!) as { rows: number; first: Record<string, unknown> };
      expect(printed).toHaveLength(2);
      if (choice === 'targets') {
        const learnt = encoded.agentMask.reduce((sum, on) => sum + Number(on), 0);
        expect(rows).toBe(2 * learnt);
        expect(first).toMatchObject({ transcript: 0, token: encoded.ids[Number(first['position'])] });
      } else {
        expect(rows).toBe(2);
        const { messages } = first;
        // in Parquet they are JSON, so that arguments of any shape stand in one column
        const said = (typeof messages === 'string' ? JSON.parse(messages) : messages) as object[];
        expect(said).toMatchObject([
          { role: 'user', content: transcript.user },
          { role: 'assistant' },
          { role: 'tool', content: '3.107' },
          { role: 'assistant', content: transcript.say },
        ]);
      }
    },
    300_000,
  );
});
