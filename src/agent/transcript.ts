// The transcript as text and as token ids:
//   <user> words<plan> tool; tool<call> tool( arg, arg)<result> text<say> words<eos>
// The text after a special token begins with a space, and so does every argument, so that a copied value is the same
// tokens in both places. Loss counts what the agent writes: plan, calls, reply, and every special token but <user>
// (the agent ends a call by writing <result>); never the user's words or a tool's result. A dialogue of several turns is their
// transcripts one after the other, so that each ends at its <eos>. Not the grammar (constrain.ts).

import { SPECIAL_TOKENS, type SpecialToken, type TokenCodec, type ToolCall, type Transcript } from './types';

/** What stands in the plan when no tool fits. */
export const NO_TOOL = 'none';

/** One special token and the text after it (which begins with a space where it is not empty). */
export interface Segment {
  token: SpecialToken;
  text: string;
  /** Whether the agent writes the token, and whether it writes the text. */
  agent: { token: boolean; text: boolean };
}

/** A dialogue as token ids; agentMask[i] is 1 where the agent writes ids[i] and loss counts. */
export interface EncodedTranscript {
  ids: number[];
  agentMask: number[];
}

/** `convert( 5, km, mi)`: a space before each argument, a comma straight after. */
export function formatCall(call: ToolCall): string {
  return `${call.name}(${call.args.map((arg) => ` ${arg}`).join(',')})`;
}

/** Reads a call written by formatCall, forgiving about spaces; null where the text is not a call. */
export function parseCall(text: string): ToolCall | null {
  const match = /^\s*([\p{L}_][\p{L}\p{N}_.-]*)\((.*)\)\s*$/su.exec(text);
  if (!match) return null;
  const inner = match[2]!.trim();
  return { name: match[1]!, args: inner === '' ? [] : inner.split(',').map((arg) => arg.trim()) };
}

/** `convert; calculate`, or `none`. */
export function formatPlan(plan: readonly string[]): string {
  return plan.length === 0 ? NO_TOOL : plan.join('; ');
}

/** The tools of a written plan; an empty list for `none`. */
export function parsePlan(text: string): string[] {
  const names = text.split(';').map((name) => name.trim());
  return names.filter((name) => name !== '' && name !== NO_TOOL);
}

const segment = (token: SpecialToken, text = ''): Segment => ({
  token,
  text: text === '' ? '' : ` ${text}`,
  agent: { token: token !== '<user>', text: token !== '<user>' && token !== '<result>' },
});

/** The transcript in pieces, in order, with who writes each. */
export function transcriptSegments(transcript: Transcript): Segment[] {
  return [
    segment('<user>', transcript.user),
    segment('<plan>', formatPlan(transcript.plan)),
    ...transcript.steps.flatMap(({ call, result }) => [
      segment('<call>', formatCall(call)),
      segment('<result>', result),
    ]),
    segment('<say>', transcript.say),
    segment('<eos>'),
  ];
}

/** The whole transcript as one text. */
export function formatTranscript(transcript: Transcript): string {
  return transcriptSegments(transcript)
    .map(({ token, text }) => token + text)
    .join('');
}

/** The texts between the special tokens, as a tokeniser learns from them. */
export const plainTexts = (transcript: Transcript): string[] =>
  transcriptSegments(transcript).map(({ text }) => text);

/** The transcript as token ids with its loss mask. */
export function encodeTranscript(transcript: Transcript, codec: TokenCodec): EncodedTranscript {
  const ids: number[] = [];
  const agentMask: number[] = [];
  for (const { token, text, agent } of transcriptSegments(transcript)) {
    const words = codec.encode(text);
    ids.push(codec.special(token), ...words);
    agentMask.push(Number(agent.token), ...words.map(() => Number(agent.text)));
  }
  return { ids, agentMask };
}

/** The turns of a dialogue as one row. */
export function encodeTurns(turns: readonly Transcript[], codec: TokenCodec): EncodedTranscript {
  return joinTurns(turns.map((turn) => encodeTranscript(turn, codec)));
}

/** Encoded turns as one row. */
export const joinTurns = (turns: readonly EncodedTranscript[]): EncodedTranscript => ({
  ids: turns.flatMap(({ ids }) => ids),
  agentMask: turns.flatMap(({ agentMask }) => agentMask),
});

/** The row up to the last <eos> within so many tokens, so that every turn kept has its end and those before it; null where none has. */
export function wholeTurns<Row extends EncodedTranscript>(
  row: Row,
  most: number,
  codec: TokenCodec,
): Row | null {
  const length = row.ids.slice(0, most).lastIndexOf(codec.special('<eos>')) + 1;
  if (length === 0) return null;
  return { ...row, ids: row.ids.slice(0, length), agentMask: row.agentMask.slice(0, length) };
}

/** The loss mask of a transcript, or of several in a row, known only by its ids: 1 on what the agent writes. */
export function agentMaskOf(ids: readonly number[]): number[] {
  let agentText = false;
  return ids.map((id) => {
    const token = SPECIAL_TOKENS[id];
    if (token === undefined) return Number(agentText);
    const { agent } = segment(token);
    agentText = agent.text;
    return Number(agent.token && token !== '<pad>');
  });
}

/** Reads the text of a whole dialogue, turn by turn; null where one does not follow the grammar. */
export function parseTurns(text: string): Transcript[] | null {
  const turns = text.split(/(?<=<eos>)(?=<user>)/).map(parseTranscript);
  return turns.every((turn) => turn !== null) ? turns : null;
}

/** Reads the text of one turn, whole or broken off; null where it does not follow the grammar. */
export function parseTranscript(text: string): Transcript | null {
  const parts = text.split(new RegExp(`(${SPECIAL_TOKENS.join('|')})`)).slice(1);
  const transcript: Transcript = { user: '', plan: [], steps: [], say: '' };
  let before = '';
  for (let i = 0; i < parts.length; i += 2) {
    const [token, words] = [parts[i]!, parts[i + 1]!.trim()];
    if (!FOLLOWS[before]?.includes(token)) return null;
    before = token;
    if (token === '<user>') transcript.user = words;
    else if (token === '<plan>') transcript.plan = parsePlan(words);
    else if (token === '<say>') transcript.say = words;
    else if (token === '<result>') transcript.steps[transcript.steps.length - 1]!.result = words;
    else if (token === '<call>') {
      const call = parseCall(words);
      if (!call) return null;
      transcript.steps.push({ call, result: '' });
    }
  }
  return before === '' ? null : transcript;
}

/** Which special tokens may follow which. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  '': ['<user>'],
  '<user>': ['<plan>'],
  '<plan>': ['<call>', '<say>'],
  '<call>': ['<result>'],
  '<result>': ['<call>', '<say>'],
  '<say>': ['<eos>'],
};
