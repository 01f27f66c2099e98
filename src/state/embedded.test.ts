import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embeddingOf } from './embedded';
import { PANELS } from './page-store';

const of = (search: string, hash = '') => embeddingOf({ search, hash });

test('panels are embedded in the order of the address, before the hash or in it', () => {
  expect(of('?embed=training,proof', '#task=points')).toEqual({ panels: ['training', 'proof'], unknown: [] });
  expect(of('', '#task=points&embed=chat')).toEqual({ panels: ['chat'], unknown: [] });
  expect(of('?embed=training%2Ctraining, chat').panels).toEqual(['training', 'chat']);
  expect(of('', '#task=points')).toEqual({ panels: [], unknown: [] });
});

test('what is no panel is named, shortened, and embeds nothing', () => {
  expect(of('?embed=trainig,chat')).toEqual({ panels: ['chat'], unknown: ['trainig'] });
  expect(of('?embed=__proto__,constructor,<img src=x>')).toMatchObject({ panels: [] });
  const { unknown } = of(`?embed=${'x'.repeat(1e5)},${Array.from({ length: 1e4 }, (_, i) => i).join()}`);
  expect(unknown).toHaveLength(20);
  expect(unknown[0]).toHaveLength(30);
});

test('any address embeds panels or none', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (search, hash) => {
      for (const panel of of(`?embed=${search}`, `#embed=${hash}`).panels) expect(PANELS).toContain(panel);
    }),
  );
});
