// Messages as the text that a model learnt to go on with: by the chat template of its file. Tools are told of in the system's message, and
// calls and results stand as models write them that learnt to call (call-grammar.ts), so that every template will do.

import { Template } from '@huggingface/jinja';
import { RetortError } from '../../../lib/errors';
import type { Message, ToolSpec } from '../language-model';
import { writtenCall } from './call-grammar';
import type { Llama } from './llama';

/** Of a model whose file has no template: as most write it. */
const CHATML =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

interface Plain {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A tool in a line: its schema takes twice as many tokens, and a small model reads some thirty a second. */
function line({ name, description, parameters }: ToolSpec): string {
  const { properties = {}, required = [] } = parameters as {
    properties?: Record<string, { type?: unknown; enum?: unknown[]; description?: string }>;
    required?: string[];
  };
  /** Lists of choices that were told, by what they were told of. */
  const told = new Map<string, string>();
  const params = Object.entries(properties).map(([param, { type, enum: choices, description: about }]) => {
    const list = choices?.map(String).join('|');
    const before = list === undefined ? undefined : told.get(list);
    if (list !== undefined) told.set(list, before ?? param);
    const what = before === undefined ? (list ?? String(type ?? 'any')) : `as ${before}`;
    const how = about && list === undefined ? `, ${about.replace(/\.$/, '')}` : '';
    return `${param}${required.includes(param) ? '' : '?'}: ${what}${how}`;
  });
  return `- ${name}(${params.join('; ')}): ${description}`;
}

const toolsTold = (tools: readonly ToolSpec[]): string =>
  [
    'Tools:',
    ...tools.map(line),
    '',
    'To call one, answer with nothing but this:',
    writtenCall('NAME', '{"ARGUMENT": VALUE}'),
    'Its result comes as <tool_response>.',
  ].join('\n');

/** System, user and assistant in turns, which every template takes. */
export function plainMessages(messages: readonly Message[], tools: readonly ToolSpec[]): Plain[] {
  const plain: Plain[] = [];
  const add = (role: Plain['role'], content: string) => {
    const last = plain.at(-1);
    if (last?.role === role) last.content += `\n${content}`;
    else plain.push({ role, content });
  };
  if (tools.length > 0 && messages[0]?.role !== 'system') add('system', toolsTold(tools));
  for (const [i, { role, content, calls = [] }] of messages.entries()) {
    if (role === 'tool') add('user', `<tool_response>\n${content}\n</tool_response>`);
    else if (role === 'assistant')
      add(role, calls.map((call) => writtenCall(call.name, call.arguments)).join('\n') || content);
    else if (role === 'system' && i === 0 && tools.length > 0) add(role, `${content}\n\n${toolsTold(tools)}`);
    else add(role, content);
  }
  return plain;
}

/** The text that the reply goes on from. Throws RetortError('model-unknown') where the template cannot be followed. */
export function promptOf(
  messages: readonly Message[],
  tools: readonly ToolSpec[],
  { template, names }: Pick<Llama, 'template' | 'names'>,
): string {
  const plain = plainMessages(messages, tools);
  const about = { ...names, add_generation_prompt: true };
  try {
    const compiled = new Template(template || CHATML);
    try {
      return compiled.render({ ...about, messages: plain });
    } catch (error) {
      // some take no system message (Gemma): it goes before the first words of the user
      const [system, first, ...rest] = plain;
      if (system?.role !== 'system' || !first) throw error;
      const joined = { ...first, content: `${system.content}\n\n${first.content}` };
      return compiled.render({ ...about, messages: [joined, ...rest] });
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RetortError(
      'model-unknown',
      `The chat template in this GGUF file cannot be followed (${why.slice(0, 200)}). Choose another export of the model, or run it behind an address.`,
      { cause },
    );
  }
}
