// What the encoder's worker does with a question. One encoder a worker, so that its memory goes with it.

import { RetortError } from '../../lib/errors';
import { errorFields } from '../../protocol/errors';
import type { Answer, Question } from './messages';
import { createEncoder, type OnnxEncoder } from './onnx-encoder';

/** Of one word, for the width. */
const TRIAL = ['a'];

let encoder: OnnxEncoder | null = null;

/** Never rejects. @param alive hears that it is at work. */
export async function answer(question: Question, alive?: () => void): Promise<Answer> {
  try {
    if ('load' in question) encoder = await createEncoder(question.load);
    if (!encoder) throw new RetortError('internal', 'No encoder is loaded.');
    return { vectors: await encoder.embed('load' in question ? TRIAL : question.embed, alive) };
  } catch (error) {
    return { error: errorFields(error) };
  }
}
