// The student of a preset, trained here once as the page trains it and kept as a folder, for benchmarks that ask how far a
// student can be trusted. It is made anew where the folder is deleted.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '../../src/catalog/catalog';
import { parseRunConfig } from '../../src/catalog/run-config';
import { useBackend } from '../../src/engine/testing';
import { writeFolder } from '../../src/models/hugging-face/write-folder';
import { readyExperiment } from '../presets/run-once';

/** Resolves to the folder. @param name id of a preset of the agent. */
export async function studentOf(name: string): Promise<string> {
  const folder = join('.cache/agent-student', name);
  if (existsSync(join(folder, 'model.safetensors'))) return folder;
  await useBackend('fused');
  const preset = presets.find(({ id }) => id === name);
  if (!preset) throw new Error(`There is no preset ${name}. Choose agent-default or agent-from-nothing.`);
  const { config } = parseRunConfig(preset.config);
  console.log(`training the student of ${name}, ${config.steps} steps …`);
  const experiment = await readyExperiment(config);
  for (const arm of experiment.stage.arms) for await (const _ of arm.train());
  const written = await (await experiment.writer('student'))!({}); // its plans say how sure it may be
  console.log(`exact call ${(100 * written.figures['exactCall']!).toFixed(1)} % of ${written.written} turns`);
  const bundle = await experiment.bundle('student');
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of writeFolder(bundle, 'student', {
    choice: 'F32',
    run: null,
    onProgress() {},
  }))
    writeFileSync(join(folder, name), content as string | Uint8Array);
  experiment.dispose();
  return folder;
}
