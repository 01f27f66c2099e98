// How long a run of sentences takes, before it is started: by counting. Training costs three times a forward pass, whose products are
// two operations a weight; a step has a cost of its own besides, which for small models is most of it.

import { encoderOf, finishedTeacherId, llmOf, type RunConfig } from './run-config';
import { sizes } from './catalog';

/** Of two cores without a GPU, as benchmarks of whole runs have it: operations a second, and seconds of a step whatever its size. */
const OPERATIONS_A_SECOND = 20e9;
const A_STEP = 0.012;
/** Before the first step, and for the report. */
const BESIDES = 15;
/** The longest sentences set the context; most have this part of it. */
const FILLED = 0.45;
const TEACHER_BATCH = 64;

/** Operations of one token, forward. */
function operations(id: string): number {
  const size = sizes.find((one) => one.id === id);
  if (size?.kind !== 'transformer') return 0;
  const { layers, width, hidden } = size;
  return 2 * layers * (4 * width ** 2 + 3 * width * hidden);
}

/**
 * Minutes of a run of task "intents" from the click to the report, on two cores without a GPU; null where somebody else answers, of
 * whom that is not known. @param rows to train on, and of these those without a label.
 */
export function runMinutes(
  config: RunConfig,
  { rows, unlabelled }: { rows: number; unlabelled: number },
): number | null {
  const { teacher, assistants, student, steps, batchSize, context, teacherEpochs, baseline } = config;
  if (encoderOf(teacher) !== null || llmOf(teacher) !== null) return null;
  const tokens = context * FILLED;
  const training = (id: string, steps: number, batch: number): number =>
    steps * (A_STEP + (3 * operations(id) * batch * tokens) / OPERATIONS_A_SECOND);
  const perPass = Math.ceil((rows - unlabelled) / TEACHER_BATCH);
  const taught =
    finishedTeacherId(teacher) === null ? training(teacher, teacherEpochs * perPass, TEACHER_BATCH) : 0;
  const answers = (operations(teacher) * rows * tokens) / OPERATIONS_A_SECOND;
  const racers = [...assistants, student, ...(baseline ? [student] : [])];
  const distilled = racers.reduce((sum, id) => sum + training(id, steps, batchSize), 0);
  return (BESIDES + taught + answers + distilled) / 60;
}
