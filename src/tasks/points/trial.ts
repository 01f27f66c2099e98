// Steps of points for choosing a backend (../trial.ts).

import type { RunConfig } from '../../catalog/run-config';
import { TEXTBOOK } from '../../data/textbook';
import { AdamW } from '../../engine/adamw';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import { initMlp } from '../../models/init';
import { mlpModel } from '../../models/model';
import { sizeOf } from '../../models/sizes';
import type { TrialParts } from '../trial';

export function trialParts({ dataset, classes: K, batchSize, student }: RunConfig): TrialParts {
  const [width, classes] = dataset === 'textbook' ? [TEXTBOOK.width, TEXTBOOK.classes] : [2, K];
  const size = sizeOf(student);
  const model = mlpModel(initMlp([width, ...(size.kind === 'mlp' ? size.hidden : []), classes], 1));
  const rng = createRng(1);
  return {
    model,
    optimizer: new AdamW(model.params, { weightDecay: 0 }),
    classes,
    batch: {
      inputs: Float32Array.from({ length: batchSize * width }, () => rng.normal()),
      shape: [batchSize, width],
      labels: Int32Array.from({ length: batchSize }, () => rng.int(classes)),
      hardMask: new Float32Array(batchSize).fill(1),
      softMask: new Float32Array(batchSize).fill(1),
      rows: upTo(batchSize),
    },
  };
}
