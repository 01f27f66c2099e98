import { readFile } from 'node:fs/promises';
import { expect, test } from './test';

test('a second teacher joins, both specialists are trained in stages, and their shares are drawn', async ({
  retort,
  page,
}) => {
  await retort.open(
    '#task=points&dataset=spirals&classes=4&noise=0.1&teacher=mlp-16x16&student=mlp-8&steps=60&batchSize=32&evalEvery=20&baseline=true',
  );
  const teachers = retort.experiment.getByRole('group', { name: 'Teachers' });
  const choose = (name: string, option: string) =>
    teachers.getByRole('combobox', { name, exact: true }).selectOption({ label: option });
  await teachers.getByRole('button', { name: 'Add teacher' }).click();
  await teachers.getByRole('button', { name: 'Add teacher' }).click();
  await teachers.getByRole('button', { name: 'Remove teacher 3' }).click();
  await choose('Specialty of teacher 1', 'Part 1 of 2: classes 1 to 2');
  await choose('Specialty of teacher 2', 'Part 2 of 2: classes 3 to 4');
  await choose('Mixture', 'The specialist answers (router)');
  await expect(page).toHaveURL(/moreTeachers=mlp-16x16%402%2F2.*mixture\.how=router/);

  await retort.button('Distill').click();
  await expect(retort.training).toContainText(/Stage 2 of 3: training teacher 2/);
  await retort.waitForEnd();

  const shares = retort.training.getByRole('img', { name: 'Teachers’ shares of the loss' });
  await expect(shares.locator('path').first()).toBeVisible();
  await retort.training.getByText('Weights of the last batch').click();
  const weights = retort.training.getByRole('table', { name: 'Weights of the last batch' });
  await expect(weights.getByRole('row')).not.toHaveCount(1);
  await expect(weights).toContainText('100');

  // each teacher's figures stand beside the student's
  const figures = retort.proof.getByRole('region', { name: 'Figures with intervals' });
  for (const who of ['Teacher', 'Teacher 2', 'Student'])
    await expect(figures.getByRole('columnheader', { name: who, exact: true })).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  const run = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(run.config.moreTeachers).toBe('mlp-16x16@2/2');
  const students = run.series.arm.flatMap((arm: string, i: number) => (arm === 'student' ? [i] : []));
  expect(students.length).toBeGreaterThan(10);
  for (const i of students) expect(run.series['share.1'][i] + run.series['share.2'][i]).toBeCloseTo(1, 4);
  expect(new Set(run.series.arm)).toContain('teacher2');
});
