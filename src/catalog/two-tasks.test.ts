// What a config says of a student of two tasks: who teaches it, and what it cannot have.

import { expect, test } from 'vitest';
import { parseRunConfig } from './run-config';
import { drawnTerms, includesTask } from './two-tasks';

const read = (fields: object) => parseRunConfig({ task: 'both', ...fields });

test('each task has a teacher: who does not fit gives way to the task’s own', () => {
  const given = { teacher: 'agent-teacher', moreTeachers: 'transformer-2x64' };
  expect(read(given)).toMatchObject({ config: given, rejected: [] });
  expect(read({}).config).toMatchObject({ teacher: 'agent-teacher', moreTeachers: 'transformer-2x128' });
  const own = { teacher: 'model:both:a', moreTeachers: 'model:intents:b' };
  expect(read(own)).toMatchObject({ config: own, rejected: [] });
  const wrong = read({ teacher: 'model:intents:b', moreTeachers: 'agent-teacher,transformer-2x64' });
  expect(wrong.config).toMatchObject({ teacher: 'agent-teacher', moreTeachers: 'transformer-2x128' });
  expect(wrong.rejected).toEqual(['teacher', 'moreTeachers']);
});

test('it has no chain, no specialists and no data of one’s own', () => {
  const { config, rejected } = read({
    moreTeachers: 'transformer-2x64@1/2',
    specialty: '1/2',
    assistants: ['transformer-2x64'],
    textSet: 'mine',
    fold: '1/5',
  });
  expect(config).toMatchObject({ moreTeachers: 'transformer-2x64', specialty: '', assistants: [] });
  expect(config).toMatchObject({ textSet: 'built-in', fold: 'none' });
  expect(rejected.sort()).toEqual(['assistants', 'fold', 'moreTeachers', 'specialty', 'textSet']);
});

test('its curves are the method’s terms, task by task; those of one task are as they were', () => {
  const ids = (task: string) => drawnTerms('hinton', task).map(({ id }) => id);
  expect(ids('both')).toEqual(['ce.agent', 'kl.agent', 'ce.intents', 'kl.intents']);
  expect(ids('agent')).toEqual(['ce', 'kl']);
  expect(includesTask('both', 'intents') && !includesTask('agent', 'intents')).toBe(true);
});
