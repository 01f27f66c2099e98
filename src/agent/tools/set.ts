// Moves one of the playground's sliders: temperature, lambda or learning rate. The environment clamps to the slider's range.

import { RetortError } from '../../lib/errors';
import { plainDecimal } from '../plain-decimal';
import type { Tool } from '../types';

const CONTROLS = ['temperature', 'lambda', 'learning_rate'] as const;

export const tool: Tool = {
  name: 'set',
  effect: 'changes',
  label: { en: 'Move a slider', 'zh-CN': '调节滑块' },
  help: {
    en: "Sets the playground's temperature, lambda or learning rate.",
    'zh-CN': '设置实验的温度、lambda 或学习率。',
  },
  example: { en: 'set the temperature to 4', 'zh-CN': 'set the temperature to 4' },
  params: [
    {
      name: 'control',
      type: { kind: 'enum', values: CONTROLS },
      help: { en: 'Which slider.', 'zh-CN': '哪个滑块。' },
    },
    { name: 'value', type: { kind: 'number' }, help: { en: 'Its new value.', 'zh-CN': '新的值。' } },
  ],
  async run([control = '', value = ''], environment) {
    const number = Number(value);
    if (!CONTROLS.some((known) => known === control) || value === '' || !Number.isFinite(number)) {
      throw new RetortError(
        'tool-failed',
        `Cannot set "${control}" to "${value}". Sliders: ${CONTROLS.join(', ')}.`,
      );
    }
    return plainDecimal(await environment.playground.set(control, number));
  },
};
