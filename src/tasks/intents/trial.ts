// Steps of intents for choosing a backend (../trial.ts): sentences of sixteen tokens, forty classes.

import type { RunConfig } from '../../catalog/run-config';
import { RetortError } from '../../lib/errors';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import { initEncoder } from '../../models/init';
import { encoderModel } from '../../models/model';
import { sizeOf, transformerConfig } from '../../models/sizes';
import type { TrialParts } from '../trial';
import { encoderOptimizer } from './encoder-optimizer';

const [LENGTH, CLASSES, VOCABULARY] = [16, 40, 512];

export function trialParts({ student, batchSize: B }: RunConfig): TrialParts {
  const size = sizeOf(student);
  if (size.kind !== 'transformer') {
    throw new RetortError(
      'config-invalid',
      `${student} cannot read sentences. Choose a transformer from the list.`,
    );
  }
  const config = { ...transformerConfig(size, VOCABULARY), classes: CLASSES, pad_token_id: 0 };
  const model = encoderModel(config, initEncoder(config, 1));
  const rng = createRng(1);
  return {
    model,
    optimizer: encoderOptimizer(model.params),
    classes: CLASSES,
    batch: {
      inputs: Int32Array.from({ length: B * LENGTH }, () => 1 + rng.int(VOCABULARY - 1)),
      shape: [B, LENGTH],
      labels: Int32Array.from({ length: B }, () => rng.int(CLASSES)),
      hardMask: new Float32Array(B).fill(1),
      softMask: new Float32Array(B).fill(1),
      rows: upTo(B),
    },
  };
}
