// Steps of the agent for choosing a backend (../trial.ts): dialogues of 64 tokens, half of which the agent writes.

import type { RunConfig } from '../../catalog/run-config';
import { RetortError } from '../../lib/errors';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import { initTransformer } from '../../models/init';
import { transformerModel } from '../../models/model';
import { sizeOf, transformerConfig } from '../../models/sizes';
import type { TrialParts } from '../trial';
import { transformerOptimizer } from './agent-teacher';

const [LENGTH, VOCABULARY] = [64, 512];

export function trialParts({ student, batchSize: B }: RunConfig): TrialParts {
  const size = sizeOf(student);
  if (size.kind !== 'transformer') {
    throw new RetortError('config-invalid', `${student} cannot write. Choose a transformer from the list.`);
  }
  const config = transformerConfig(size, VOCABULARY);
  const model = transformerModel(config, initTransformer(config, 1));
  const rng = createRng(1);
  const positions = Int32Array.from(upTo(B * LENGTH).filter((at) => at % LENGTH >= LENGTH / 2));
  return {
    model,
    optimizer: transformerOptimizer(model.params),
    classes: VOCABULARY,
    batch: {
      inputs: Int32Array.from({ length: B * LENGTH }, () => rng.int(VOCABULARY)),
      shape: [B, LENGTH],
      positions,
      labels: positions.map(() => rng.int(VOCABULARY)),
      hardMask: new Float32Array(positions.length).fill(1),
      softMask: new Float32Array(positions.length).fill(1),
      rows: upTo(B),
    },
  };
}
