// Moves one of the playground's sliders: temperature, lambda or learning rate. The environment clamps to the slider's range.

import { RetortError } from '../../lib/errors';
import type { Rng } from '../../lib/rng';
import { plainDecimal } from '../plain-decimal';
import { anyNumber, numberAllowed, type Slot } from '../slots';
import * as phrasings from '../phrasings/set';
import { framed } from '../frames';
import { SLIDER_REASONS } from '../phrasings/reasons-numbers';
import type { RequestForm, Split, Tool } from '../types';

export const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  temperature: [
    'temperature',
    'temperature',
    'temperature',
    'the temperature',
    'the temperature',
    'temp',
    'the temp',
    't',
    'the temperature slider',
    'the distillation temperature',
    'softmax temperature',
    'temprature',
  ],
  lambda: [
    'lambda',
    'lambda',
    'lambda',
    'lambda',
    'the lambda',
    'λ',
    'the lambda slider',
    'the lambda value',
    'lamda',
  ],
  learning_rate: [
    'learning rate',
    'learning rate',
    'the learning rate',
    'the learning rate',
    'lr',
    'lr',
    'the lr',
    'the learning rate slider',
    'the rate of learning',
    'learning-rate',
    'learnrate',
  ],
};

/** A value in the control's range, as people write it. */
export function controlValue(rng: Rng, split: Split, control: string): Slot {
  if (control === 'temperature')
    return anyNumber(rng, split, {
      min: 1,
      max: rng.pick([10, 10, 20]),
      decimals: rng.next() < 0.7 ? 0 : 1,
      inWords: 0.15,
    });
  const draw = (): string => {
    if (control === 'lambda')
      return rng.pick([
        `0.${1 + rng.int(9)}`,
        `0.${10 + rng.int(90)}`,
        String((1 + rng.int(9)) / 10),
        rng.pick(['0', '1']),
      ]);
    return rng.pick([
      `0.${rng.pick(['0', '00', '000'])}${1 + rng.int(9)}`,
      `0.00${1 + rng.int(9)}`,
      `0.0${10 + rng.int(90)}`,
      `0.00${10 + rng.int(90)}`,
      `0.${1 + rng.int(2)}`,
    ]);
  };
  for (let i = 0; ; i++) {
    const value = String(Number(draw()));
    if (i > 300 || numberAllowed(split, Number(value))) {
      if (value === '0.5' && rng.next() < 0.15) return { value, words: rng.pick(['half', 'a half']) };
      if ((value === '0' || value === '1') && rng.next() < 0.3)
        return { value, words: value === '0' ? 'zero' : 'one' };
      return { value, words: rng.next() < 0.08 ? value.replace(/^0\./, '.') : value };
    }
  }
}

const move: RequestForm = {
  draw(rng, split) {
    const control = rng.pick(Object.keys(CONTROLS));
    const { value, words } = controlValue(rng, split, control);
    const said = rng.pick(CONTROLS[control]!);
    return { args: [control, value], words: { control: said, bare: said.replace(/^the /, ''), v: words } };
  },
  patterns: phrasings.move,
};

export const tool: Tool = {
  name: 'set',
  label: { en: 'Move a slider', 'zh-CN': '调节滑块' },
  help: {
    en: "Sets the playground's temperature, lambda or learning rate.",
    'zh-CN': '设置实验的温度、lambda 或学习率。',
  },
  example: { en: 'set the temperature to 4', 'zh-CN': 'set the temperature to 4' },
  params: [
    {
      name: 'control',
      type: { kind: 'enum', values: Object.keys(CONTROLS) },
      help: { en: 'Which slider.', 'zh-CN': '哪个滑块。' },
    },
    { name: 'value', type: { kind: 'number' }, help: { en: 'Its new value.', 'zh-CN': '新的值。' } },
  ],
  requests: [move].map((form) => framed(form, SLIDER_REASONS)),
  replies: [
    '{control} is {result} now',
    'set {control} to {result}',
    'ok, {control} is {result}',
    'done, {control} is at {result}',
    '{control} is now {result}',
    'ok, {result}',
    'the {control} is {result} now',
  ],
  async run([control = '', value = ''], environment) {
    const number = Number(value);
    if (!(control in CONTROLS) || value === '' || !Number.isFinite(number)) {
      throw new RetortError(
        'tool-failed',
        `Cannot set "${control}" to "${value}". Sliders: ${Object.keys(CONTROLS).join(', ')}.`,
      );
    }
    return plainDecimal(await environment.playground.set(control, number));
  },
};
