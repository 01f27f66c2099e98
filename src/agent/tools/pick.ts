// Picks one of several named things at random: "tea or coffee", "red & blue & green".

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

/** Where the names of a list are parted: by its marks, and by the last "or" or "and". */
function optionsOf(text: string): string[] {
  const parts = text.split(/ & | vs | versus | or /);
  return parts.length > 1 && !text.includes('&') ? parts : parts.flatMap((part) => part.split(/ and /));
}

export const tool: Tool = {
  name: 'pick',
  label: { en: 'Pick one', 'zh-CN': '随机选择' },
  help: { en: 'Picks one of several things at random.', 'zh-CN': '从几个选项中随机选一个。' },
  example: { en: 'tea or coffee? you choose', 'zh-CN': 'tea or coffee? you choose' },
  params: [
    {
      name: 'options',
      type: { kind: 'text', list: true, longest: 12 },
      help: { en: 'Of what, as you said it.', 'zh-CN': '选项，照原话。' },
    },
  ],
  async run([text = ''], environment) {
    const options = optionsOf(text)
      .map((option) => option.trim())
      .filter(Boolean);
    if (options.length < 2)
      throw new RetortError('tool-failed', `"${text}" is no choice. Name two things or more.`);
    return options[environment.rng.int(options.length)]!;
  },
};
