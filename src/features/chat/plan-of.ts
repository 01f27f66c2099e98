// The plan of a turn while it is still being written: what stands in the tokens between <plan> and the next mark.

import { type AssistantEntry, isSpecial } from '../../state/chat-store';

/** Names of the planned tools, in order; empty before there is any. "none" is no tool. */
export function planOf({ plan, tokens }: Pick<AssistantEntry, 'plan' | 'tokens'>): readonly string[] {
  if (plan.length > 0) return plan;
  return tokens
    .filter((token) => token.part === 'plan' && !isSpecial(token.text))
    .map((token) => token.text)
    .join('')
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean);
}
