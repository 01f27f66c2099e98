// Corrections as chats with tool calls, one a line, in the form that "Import data" reads (OpenAI's messages).

import type { Correction, ToolForm } from '../protocol/correction';

interface Message {
  role: string;
  content: string;
  tool_call_id?: string;
  tool_calls?: object[];
}

/** Names of the arguments, tool by tool. */
type Names = ReadonlyMap<string, readonly string[]>;

function messagesOf({ user, steps, say }: Correction['turn'], turn: number, names: Names): Message[] {
  const calls = steps.map(({ call: { name, args }, result }, i) => {
    const id = `call_${turn}_${i}`;
    const given = Object.fromEntries(args.map((arg, at) => [names.get(name)?.[at] ?? `arg${at + 1}`, arg]));
    return {
      asked: { id, type: 'function', function: { name, arguments: JSON.stringify(given) } },
      told: { role: 'tool', tool_call_id: id, content: result },
    };
  });
  return [
    { role: 'user', content: user },
    ...calls.flatMap(({ asked, told }) => [{ role: 'assistant', content: '', tool_calls: [asked] }, told]),
    { role: 'assistant', content: say },
  ];
}

/** JSON Lines. @param tools those that are there now: arguments of others have numbers for names. */
export function chatsOf(corrections: readonly Correction[], tools: readonly ToolForm[]): string {
  const names: Names = new Map(tools.map(({ name, params }) => [name, params.map((param) => param.name)]));
  const messages = ({ before, turn }: Correction) =>
    [...before, turn].flatMap((one, i) => messagesOf(one, i, names));
  return corrections.map((correction) => JSON.stringify({ messages: messages(correction) }) + '\n').join('');
}
