// Moves one of the playground's sliders: temperature, lambda or learning rate. The environment clamps to the slider's range.

import { RetortError } from '../../lib/errors';
import type { Rng } from '../../lib/rng';
import { plainDecimal } from '../plain-decimal';
import { anyNumber, numberAllowed, type Slot } from '../slots';
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
  patterns: {
    order: [
      'set {control} to {v}',
      'set {control} to {v}',
      'set {control} {v}',
      'set {control} (at|as|equal to|to be|= |back to|to the value|to a value of|down to|up to) {v}',
      '{control} {v}',
      '{bare} {v}',
      '{bare} = {v}',
      '{bare}={v}',
      '{bare}: {v}',
      '{bare} to {v}',
      '{bare} at {v}',
      '(put|move|change|switch|adjust|bring|get|turn|slide|drag|push|shift|update|tune|modify|tweak) {control} to {v}',
      '(raise|increase|turn up|crank up|bump|bump up|pull up) {control} to {v}',
      '(lower|decrease|reduce|drop|turn down|bring down|cut|pull down) {control} to {v}',
      '(raise|lower|change|move) {control} [from what it is] to {v}',
      'make {control} {v}',
      'make {control} (equal|equal to|be) {v}',
      'make it {v} for {control}',
      'let {control} be {v}',
      'let {bare} = {v}',
      'have {control} at {v}',
      'use {v} (for|as) {control}',
      'use (a|an) {bare} of {v}',
      'use {bare} {v}',
      'try {v} for {control}',
      'try (a|an) {bare} of {v}',
      'try {bare} {v}',
      'try {control} at {v}',
      'go with {v} for {control}',
      'go to {bare} {v}',
      'give me (a|an) {bare} of {v}',
      'give {control} a value of {v}',
      'train with (a|an) {bare} of {v}',
      'train with {bare} {v}',
      'run it with {bare} {v}',
      'run with (a|an) {bare} of {v}',
      'work with {bare} {v}',
      'turn {control} (up|down) to {v}',
      'crank {control} (up|down) to {v}',
      'dial {control} (up|down|in|back) to {v}',
      'dial {control} to {v}',
      'move the {bare} slider to {v}',
      'slide the {bare} to {v}',
      'put {v} in for {control}',
      'put in {v} for {control}',
      'enter {v} for {control}',
      'assign {v} to {control}',
      'set {v} for {control}',
      'set {v} as {control}',
      'set (a|an) {bare} of {v}',
      'change {control} over to {v}',
      'fix {control} at {v}',
      'keep {control} at {v}',
      'hold {control} at {v}',
      'reset {control} to {v}',
      'start with (a|an) {bare} of {v}',
      'set the value of {control} to {v}',
      'set the {bare} value to {v}',
      'change the value of {control} to {v}',
      'set the {bare} parameter to {v}',
      'update {bare}, {v}',
      'put the {bare} up to {v}',
    ],
    question: [
      'can {control} be {v}',
      'can we (try|use|have) {v} for {control}',
      'can we (try|have|use) (a|an) {bare} of {v}',
      'what if {control} (is|was|were) {v}',
      'what about {v} for {control}',
      'what about (a|an) {bare} of {v}',
      'how about {control} at {v}',
      'how about (a|an) {bare} of {v}',
      'how about {v} for {control}',
      'what happens (with|at) (a|an) {bare} of {v}, set it',
      'mind (setting|changing|putting|moving) {control} to {v}',
      'could {control} go (up|down) to {v}',
      'could we go to {bare} {v}',
      'would you set {control} to {v}',
      'is it possible to set {control} to {v}',
      'may i have {control} at {v}',
      'shall we set {control} to {v}',
      'should we try {bare} {v}',
    ],
    statement: [
      'i want {control} (at|to be|set to|on) {v}',
      'i want (a|an) {bare} of {v}',
      'i need {control} (at|to be|set to) {v}',
      'i need (a|an) {bare} of {v}',
      "i'd like {control} (at|to be|set to) {v}",
      "i'd like (a|an) {bare} of {v}",
      "i'd like to (try|use|see) {v} for {control}",
      '{control} should be {v}',
      '{control} should (go to|go up to|go down to|be set to|be at) {v}',
      '{control} must be {v}',
      '{control} has to be {v}',
      '{control} needs to be {v}',
      "let's (try|use|go with|take) {v} for {control}",
      "let's (try|use|go with|have) (a|an) {bare} of {v}",
      "let's set {control} to {v}",
      "let's (move|put|bring|change) {control} to {v}",
      'i think {control} should be {v}',
      'i prefer {control} at {v}',
      'i wanna see {control} at {v}',
      'the paper uses (a|an) {bare} of {v}, set that',
      'the book says {bare} {v}, use that',
      '{control} is too high, make it {v}',
      '{control} is too low, make it {v}',
      '{control} is off, set it to {v}',
    ],
  },
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
  requests: [move],
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
