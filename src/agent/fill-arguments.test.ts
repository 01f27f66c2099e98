import { describe, expect, it } from 'vitest';
import { fillArguments } from './fill-arguments';
import { normaliseWords } from './normalise';
import { tools } from './registry';

const fill = (tool: string, text: string) => fillArguments(tools.get(tool)!, normaliseWords(text));

describe('fillArguments', () => {
  it.each([
    ['coin', 'flip a coin', ['1']],
    ['dice', 'roll 2 d20', ['2', '20']],
    ['dice', 'roll the dice', ['1', '6']],
    ['time', 'what time is it in Tokyo?', ['tokyo']],
    ['time', 'what time is it', ['here']],
    ['alarm', 'wake me at 7:30', ['07:30']],
    ['today', 'what day is it', []],
    ['train', 'pause', ['pause']],
  ])('%s: %s', (tool, text, args) => {
    expect(fill(tool, text)).toEqual({ args, missing: [] });
  });

  it('says what the words leave open', () => {
    expect(fill('calculate', 'what is 3 plus 4')).toEqual({ args: ['…'], missing: ['expression'] });
    expect(fill('convert', '5 km to miles')).toEqual({ args: ['5', 'km', '…'], missing: ['to'] });
  });
});
