// The error codec: an Error crosses threads as its code and its message.

import * as v from 'valibot';
import { type ErrorCode, RetortError } from '../lib/errors';

export const errorSchema = v.object({ code: v.string(), message: v.string() });

export interface ErrorFields {
  code: ErrorCode;
  message: string;
}

/** What of any thrown value crosses to the other thread. */
export function errorFields(error: unknown): ErrorFields {
  if (error instanceof RetortError) return { code: error.code, message: error.message };
  if (error instanceof Error) return { code: 'internal', message: error.message };
  return { code: 'internal', message: typeof error === 'string' ? error : 'Something unknown was thrown.' };
}

/** The error that the other thread threw. */
export const errorFrom = ({ code, message }: v.InferOutput<typeof errorSchema>): RetortError =>
  new RetortError(code as ErrorCode, message);
