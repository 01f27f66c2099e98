import { describe, expect, it } from 'vitest';
import { methods, tasks } from './catalog';
import { figures } from './figures';
import { glossary } from './glossary';
import { linked } from './glossary-links';
import { params } from './params';
import { sharedGroups } from './settings';
import type { SettingGroup, SettingParam } from './types';

const idsIn = (text: string): string[] => linked(text).flatMap(({ id }) => id ?? []);

describe('linked', () => {
  it('finds names whole, in the plural too, the longest first, each entry once', () => {
    expect(linked('Soft targets and soft targets, not softness of T.')).toEqual([
      { text: 'Soft targets', id: 'soft-targets' },
      { text: ' and soft targets, not softness of ' },
      { text: 'T', id: 'temperature' },
      { text: '.' },
    ]);
    expect(idsIn('a steppe, a batchelor, can’t')).toEqual([]);
    expect(idsIn('教师的软目标')).toEqual(['teacher', 'soft-targets']);
  });

  it('gives back the whole text, in every entry', () => {
    for (const { text } of glossary)
      for (const one of [text.en, text['zh-CN']])
        expect(
          linked(one)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(one);
  });
});

describe('every word of the field', () => {
  // a parameter stands below its group's or its method's explanation
  const under = ({
    label,
    help,
    params = [],
  }: Pick<SettingGroup, 'label' | 'help'> & { params?: readonly SettingParam[] }) =>
    params.map((param) => ({
      label: param.label,
      help: {
        en: `${label.en}. ${help.en} ${param.help.en}`,
        'zh-CN': `${label['zh-CN']}。${help['zh-CN']}${param.help['zh-CN']}`,
      },
    }));
  const settings = sharedGroups.flatMap((group) => [group, ...under(group)]);
  const terms = methods.flatMap((method) => [method, ...method.terms, ...under(method)]);
  const things = [...tasks, ...Object.values(params), ...figures, ...settings, ...terms];
  it.each(['en', 'zh-CN'] as const)(
    'on the table, in a curve or a figure leads to an entry (%s)',
    (locale) => {
      const lost = things.filter(
        ({ label, help }) => idsIn(`${label[locale]}. ${help[locale]}`).length === 0,
      );
      expect(lost.map(({ label }) => label[locale])).toEqual([]);
    },
  );
});
