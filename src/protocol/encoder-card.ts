// What is known about a sentence encoder on this device besides its weights. The encoder itself is models/sentence-encoder.

import * as v from 'valibot';

export const encoderCardSchema = v.object({
  /** By its content. */
  id: v.string(),
  name: v.string(),
  /** Milliseconds since the epoch. */
  createdAt: v.number(),
  bytes: v.number(),
  parameters: v.number(),
  /** Numbers that it gives a sentence. */
  width: v.number(),
});
export type EncoderCard = v.InferOutput<typeof encoderCardSchema>;
