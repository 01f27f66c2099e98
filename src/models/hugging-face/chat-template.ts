// The transcript grammar (agent/transcript.ts) as a chat template, so that messages with tool calls become what an agent of this page
// has learnt: <user> words<plan> tool; tool<call> tool( arg, arg)<result> text<say> words<eos>. Words as the page hears them:
// lower case, numbers and marks apart (agent/normalise.ts).

const CALL = [
  '{%- set args = (call.function.arguments or {}).values() | list -%}',
  "{{- '<call> ' + call.function.name + '(' -}}",
  "{%- for arg in args -%}{{- ' ' + (arg | string) + ('' if loop.last else ',') -}}{%- endfor -%}",
  "{{- ')' -}}",
].join('');

/** One request, with the calls, results and the reply that follow it. */
export const CHAT_TEMPLATE = [
  '{%- set ns = namespace(plan=[], planned=false) -%}',
  '{%- for message in messages -%}{%- for call in message.tool_calls or [] -%}',
  '{%- set ns.plan = ns.plan + [call.function.name] -%}',
  '{%- endfor -%}{%- endfor -%}',
  '{%- for message in messages -%}',
  "{%- if message.role == 'user' -%}{{- '<user> ' + message.content -}}",
  "{%- elif message.role == 'tool' -%}{{- '<result> ' + message.content -}}",
  "{%- elif message.role == 'assistant' -%}",
  '{%- if not ns.planned -%}',
  "{{- '<plan> ' + (ns.plan | join('; ') or 'none') -}}{%- set ns.planned = true -%}",
  '{%- endif -%}',
  `{%- for call in message.tool_calls or [] -%}${CALL}{%- endfor -%}`,
  "{%- if message.content -%}{{- '<say> ' + message.content + '<eos>' -}}{%- endif -%}",
  '{%- endif -%}',
  '{%- endfor -%}',
  "{%- if add_generation_prompt and not ns.planned -%}{{- '<plan>' -}}{%- endif -%}",
].join('');
