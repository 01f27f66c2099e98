// A model as it lies in a page of its own (src/one-page): plain JSON in the page's text, weights in safetensors as base64, so that
// the page needs no server and no second file.

import type { ModelBundle, ToolDefinition } from './bundle';
import { serialiseWeights } from './quantised-safetensors';
import type { TransformerConfig } from './transformer-config';

export interface OnePageModel {
  name: string;
  /** Who taught it, how, and how good it is: lines for a person, each "what: value". */
  facts: readonly string[];
  config: TransformerConfig;
  /** tokenizer.json. */
  tokenizer: string;
  /** Safetensors in base64: float32, or the few bits that they have. */
  weights: string;
  /** As ModelBundle.toolNames and ModelBundle.tools. */
  toolNames: readonly string[] | null;
  tools: readonly ToolDefinition[] | null;
}

/** A decoder with its tokeniser. */
export type TalkingBundle = ModelBundle & {
  network: { kind: 'decoder' };
  tokenizer: NonNullable<ModelBundle['tokenizer']>;
};

export const canTalk = (bundle: ModelBundle): bundle is TalkingBundle =>
  bundle.network.kind === 'decoder' && bundle.tokenizer !== undefined;

export function onePageModel(bundle: TalkingBundle, facts: readonly string[]): OnePageModel {
  const { card, network, weights, tokenizer, toolNames = null, tools = null } = bundle;
  return {
    name: card.name,
    facts,
    config: network.config,
    tokenizer: tokenizer.toJson(),
    weights: toBase64(serialiseWeights(weights)),
    toolNames,
    tools,
  };
}

/** Bytes a call of String.fromCharCode: more would not fit the stack. */
const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(''));
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
