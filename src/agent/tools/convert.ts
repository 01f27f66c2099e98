// Unit conversion: lengths, weights, volumes, temperatures, speeds, times, areas, memory and fuel consumption. mathjs (loaded when
// first needed) holds the factors. US spoons, cups and gallons. Not currencies, which change by the minute.

import { RetortError } from '../../lib/errors';
import { plainDecimal } from '../plain-decimal';
import type { Tool } from '../types';
import { UNITS } from '../words/units';

/** What mathjs has no name for. */
const KILOMETRES_A_KNOT = 1.852;
const factor = (name: string): number => (name === 'kn' ? KILOMETRES_A_KNOT : 1);
/** Miles a gallon times litres a hundred kilometres: the one is this over the other. */
const CONSUMPTION = 235.214583;

export const tool: Tool = {
  name: 'convert',
  label: { en: 'Unit converter', 'zh-CN': '单位换算' },
  help: { en: 'Converts between units of one kind.', 'zh-CN': '在同类单位之间换算。' },
  example: { en: 'how many miles is 5 km', 'zh-CN': 'how many miles is 5 km' },
  params: [
    {
      name: 'value',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'How much.', 'zh-CN': '数值。' },
    },
    {
      name: 'from',
      type: { kind: 'enum', values: Object.keys(UNITS) },
      help: { en: 'The unit it has.', 'zh-CN': '原单位。' },
    },
    {
      name: 'to',
      type: { kind: 'enum', values: Object.keys(UNITS) },
      help: { en: 'The unit wanted.', 'zh-CN': '目标单位。' },
    },
  ],
  async run([value = '', from = '', to = '']) {
    const [source, target] = [UNITS[from], UNITS[to]];
    if (!/^-?\d+(\.\d+)?$/.test(value) || !source || !target) {
      throw new RetortError(
        'tool-failed',
        `Cannot convert "${value} ${from}" to "${to}". Units: ${Object.keys(UNITS).join(' ')}.`,
      );
    }
    if (source.dimension !== target.dimension) {
      throw new RetortError(
        'tool-failed',
        `${from} is a ${source.dimension}, ${to} a ${target.dimension}. Ask for two units of one kind.`,
      );
    }
    if (source.dimension === 'consumption')
      return plainDecimal(from === to ? Number(value) : CONSUMPTION / Number(value));
    const { unit } = await import('mathjs');
    const amount = unit(Number(value) * factor(from), source.mathjs);
    return plainDecimal(amount.toNumber(target.mathjs) / factor(to));
  },
};
