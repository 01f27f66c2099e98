// What of a run the PyTorch twin lacks, by its name in the page: refused before anything is exported, since nothing may be trained
// otherwise than the page would. pytorch/torchrun/arm.py has the same methods.

import { methods } from '../../catalog/catalog';
import type { RunConfig } from '../../catalog/run-config';
import { settingsOf, sharedGroups } from '../../catalog/settings';
import { partsOf } from '../../catalog/two-tasks';
import type { Localised } from '../../lib/localised';

/** Ids of the methods that the twin has. */
export const TWIN_METHODS: readonly string[] = [
  'hinton',
  'soft-cross-entropy',
  'reverse-kl',
  'symmetric-kl',
  'jsd',
  'skewed-kl',
  'skewed-reverse-kl',
  'total-variation',
  'logit-mse',
  'decoupled',
  'sequence-level',
  'teacher-labels',
];

/** The others. */
export const lackedMethods = () => methods.filter(({ id }) => !TWIN_METHODS.includes(id));

/** Shared settings that change what a step is, and the twin does not know. */
const LACKED_GROUPS = ['softLabels', 'onPolicy', 'adaptive', 'augment'];

const both = (join: (locale: keyof Localised) => string): Localised => ({
  en: join('en'),
  'zh-CN': join('zh-CN'),
});

/** Why PyTorch cannot go on with a run, and what to do; null where it can. @param labels soft labels that were set by hand. */
export function lacking(
  config: Pick<RunConfig, 'task' | 'method' | 'moreTeachers' | 'settings'>,
  labels?: object,
): Localised | null {
  const method = lackedMethods().find(({ id }) => id === config.method);
  if (method) {
    const has = methods.filter(({ id }) => TWIN_METHODS.includes(id));
    const list = (locale: keyof Localised) => has.map(({ label }) => label[locale]).join(', ');
    return {
      en: `PyTorch lacks the method “${method.label.en}”. It has: ${list('en')}.`,
      'zh-CN': `PyTorch 没有方法“${method.label['zh-CN']}”。它有：${list('zh-CN')}。`,
    };
  }
  if (partsOf(config.task).length > 0)
    return {
      en: 'PyTorch lacks one student for two tasks. Distil one for each.',
      'zh-CN': 'PyTorch 不支持一个学生学两项任务。请分别蒸馏。',
    };
  if (config.moreTeachers !== '')
    return {
      en: 'PyTorch lacks several teachers at once. Keep one teacher.',
      'zh-CN': 'PyTorch 不支持同时有多位教师。请只保留一位教师。',
    };
  if (labels && Object.keys(labels).length > 0)
    return {
      en: 'PyTorch lacks soft labels that were moved by hand. Give the teacher’s back under Microscope.',
      'zh-CN': 'PyTorch 不支持手动移动的软标签。请在显微镜中恢复教师的标签。',
    };
  for (const group of sharedGroups) {
    const values = settingsOf(config.settings, group.id);
    const adaptive = group.id === 'schedules' && Object.values(values).includes('adaptive');
    const moved =
      LACKED_GROUPS.includes(group.id) &&
      group.params.some(
        (param) => values[param.id] !== param.default && !IDLE.has(`${group.id}.${param.id}`),
      );
    if (adaptive || moved) {
      const end = { en: 'Set these back, and start anew.', 'zh-CN': '请恢复这些设置，然后重新开始。' };
      const name = { en: 'PyTorch lacks these settings', 'zh-CN': 'PyTorch 没有这些设置' };
      return both((locale) => `${name[locale]}: “${group.label[locale]}”. ${end[locale]}`);
    }
  }
  return null;
}

/** Of on-policy dialogues, what says nothing while their share is 0. */
const IDLE: ReadonlySet<string> = new Set(['onPolicy.temperature', 'onPolicy.after']);
