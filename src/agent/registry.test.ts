import { describe, expect, it } from 'vitest';
import { RetortError } from '../lib/errors';
import { runCall, tools, toolsKnown } from './registry';
import { simulatedEnvironment } from './sim-environment';
import type { Tool } from './types';

const both = (text: string) => ({ en: text, 'zh-CN': text });
const echo: Tool = {
  name: 'echo',
  label: both('Echo'),
  help: both('Says it again.'),
  example: both('echo hello'),
  params: [{ name: 'words', type: { kind: 'text' }, help: both('What to say.') }],
  run: async ([words]) => {
    if (words === 'boom') throw new TypeError('a bug.');
    if (words === 'no') throw new RetortError('tool-failed', 'Not that. Say something else.');
    return ` ${words}\n twice `;
  },
};
const known = new Map([['echo', echo]]);
const world = simulatedEnvironment(1);

describe('runCall', () => {
  it('runs a tool and tidies its text to one line', async () => {
    expect(await runCall({ name: 'echo', args: ['hi'] }, world, known)).toBe('hi twice');
  });

  it.each([
    [{ name: 'nope', args: [] }, /no tool named nope.*echo/],
    [{ name: 'echo', args: [] }, /echo\( words\)/],
    [{ name: 'echo', args: ['a', 'b'] }, /echo\( words\)/],
    [{ name: 'echo', args: [''] }, /echo\( words\)/],
    [{ name: 'echo', args: ['no'] }, /^Not that/],
    [{ name: 'echo', args: ['boom'] }, /echo could not run: a bug/],
  ])('turns the failure of %j into one kind of error', async (call, message) => {
    await expect(runCall(call, world, known)).rejects.toMatchObject({ code: 'tool-failed', message });
  });
});

describe('tools', () => {
  it('are listed by their own names, in order', () => {
    expect([...tools.keys()]).toEqual([...tools.keys()].sort());
    for (const [name, tool] of tools) expect(tool.name).toBe(name);
  });

  it('are those that a model knows, or all where it does not say', () => {
    expect([...toolsKnown(['nope', 'timer', 'alarm']).keys()]).toEqual(['alarm', 'timer']);
    expect(toolsKnown(null)).toBe(tools);
    expect([...toolsKnown(['echo', 'timer'], known).keys()]).toEqual(['echo']);
  });
});

describe('simulatedEnvironment', () => {
  it('repeats itself for a seed', () => {
    const rolls = (seed: number) => {
      const { rng } = simulatedEnvironment(seed);
      return Array.from({ length: 8 }, () => rng.int(1000));
    };
    expect(rolls(3)).toEqual(rolls(3));
    expect(rolls(3)).not.toEqual(rolls(4));
  });

  it('keeps a to-do list and finds the item that is meant', async () => {
    const { todo } = simulatedEnvironment(1, { todo: ['buy cat food', 'call mom'] });
    await todo.add('milk');
    expect(await todo.remove('cat food')).toBe('buy cat food');
    expect(await todo.remove('elephant')).toBeNull();
    expect(await todo.list()).toEqual(['call mom', 'milk']);
    expect(await simulatedEnvironment(1, { anyItem: true }).todo.remove('elephant')).toBe('elephant');
  });
});
