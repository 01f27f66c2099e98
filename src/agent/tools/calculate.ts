// Arithmetic on numbers as people say it: "12*7", "take 37 from 112", "15% off 80". mathjs (numbers only, loaded when first
// needed) computes; only digits and + - * / ^ ( ) in the shape of an expression ever reach it. Not algebra.

import { RetortError } from '../../lib/errors';
import { isExpression, protectSigns } from '../expression';
import { plainDecimal } from '../plain-decimal';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'calculate',
  label: { en: 'Calculator', 'zh-CN': '计算器' },
  help: { en: 'Works out an arithmetic expression.', 'zh-CN': '计算算术表达式。' },
  example: { en: 'what is 12 * 7', 'zh-CN': 'what is 12 * 7' },
  params: [
    {
      name: 'expression',
      type: { kind: 'expression' },
      help: { en: 'Numbers with + - * / ^ and parentheses.', 'zh-CN': '数字与 + - * / ^ 和括号。' },
    },
  ],
  async run(args) {
    const text = args[0] ?? '';
    if (!isExpression(text)) {
      throw new RetortError(
        'tool-failed',
        `"${text}" is no arithmetic. Write numbers with + - * / ^ between them.`,
      );
    }
    const { evaluate } = await import('mathjs/number');
    const value: unknown = evaluate(protectSigns(text));
    return plainDecimal(typeof value === 'number' ? value : NaN);
  },
};
