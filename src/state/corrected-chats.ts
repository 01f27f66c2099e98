// Corrections as chats with tool calls, one a line, in the form that "Import data" reads (OpenAI's messages).

import type { Correction } from '../protocol/correction';

interface Message {
  role: string;
  content: string;
  tool_call_id?: string;
  tool_calls?: object[];
}

function messagesOf({ user, steps, say }: Correction['turn'], turn: number): Message[] {
  const calls = steps.map(({ call: { name, args }, result }, i) => {
    const id = `call_${turn}_${i}`;
    const given = Object.fromEntries(args.map((arg, at) => [`arg${at + 1}`, arg]));
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

/** JSON Lines. */
export const chatsOf = (corrections: readonly Correction[]): string =>
  corrections
    .map(({ before, turn }) => JSON.stringify({ messages: [...before, turn].flatMap(messagesOf) }) + '\n')
    .join('');
