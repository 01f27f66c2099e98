// The model of the page, ready to talk: decoder, tokeniser and the tools that it learnt.

import { tools as pageTools, toolsKnown } from '../agent/registry';
import type { Tool, TokenCodec, TokenModel } from '../agent/types';
import { toolsOf } from '../data/chat-dialogues';
import { Tokenizer } from '../data/tokenizer';
import { nextTask } from '../lib/next-task';
import type { ToolDefinition } from '../models/bundle';
import { checkWeights } from '../models/decoder';
import { fromBase64, type OnePageModel } from '../models/one-page-model';
import { plainDecoder } from '../models/plain-decoder';
import { parseWeights } from '../models/quantised-safetensors';

export interface Agent {
  model: TokenModel;
  codec: TokenCodec;
  tools: ReadonlyMap<string, Tool>;
  /** Turns of a talk that it learnt to read. */
  turns: number;
}

/** Milliseconds of writing before the page may draw. */
const TURN = 12;

/** Throws RetortError('model-truncated') where the page was cut off. */
export function agentOf({ config, tokenizer, weights, toolNames, tools }: OnePageModel): Agent {
  const tensors = parseWeights(fromBase64(weights));
  checkWeights(config, tensors);
  const decoder = plainDecoder(config, tensors, 1);
  let turnEnds = 0;
  return {
    turns: config.dialogue_turns ?? 1,
    codec: Tokenizer.fromJson(tokenizer),
    tools: tools ? toolsOf(tools as readonly ToolDefinition[]) : toolsKnown(toolNames, pageTools),
    model: {
      context: decoder.context,
      reset: () => decoder.reset(0),
      async push(ids) {
        if (performance.now() > turnEnds) {
          await nextTask();
          turnEnds = performance.now() + TURN;
        }
        return decoder.feed([{ slot: 0, ids }])[0]!;
      },
    },
  };
}
