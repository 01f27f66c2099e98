// A person's height in feet and inches, in centimetres.

import { RetortError } from '../../lib/errors';
import { plainDecimal } from '../plain-decimal';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'height',
  label: { en: 'Height', 'zh-CN': '身高' },
  help: { en: 'Feet and inches in centimetres.', 'zh-CN': '把英尺和英寸换算成厘米。' },
  example: { en: 'how tall is 5 foot 11 in cm', 'zh-CN': 'how tall is 5 foot 11 in cm' },
  params: [
    { name: 'feet', type: { kind: 'number' }, help: { en: 'Feet.', 'zh-CN': '英尺。' } },
    { name: 'inches', type: { kind: 'number' }, help: { en: 'And inches.', 'zh-CN': '英寸。' } },
  ],
  async run([feet = '', inches = '']) {
    const [whole, part] = [Number(feet), Number(inches)];
    if (!(whole >= 0) || !(part >= 0) || part >= 12)
      throw new RetortError('tool-failed', `${feet} feet ${inches} is no height. Say one such as 5 foot 11.`);
    return plainDecimal((whole * 12 + part) * 2.54);
  },
};
