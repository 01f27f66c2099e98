// What a run leaves is kept in the library, named, found again after a reload, deleted and had back, and used further: as teacher, as
// first weights, in the chat, made smaller.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const NAME = 'My spirals';
const POINTS = '#task=points&dataset=spirals&teacher=mlp-8&student=mlp-16x16&steps=60&evalEvery=30';

/** A model's row, by a part of its name. */
const row = ({ library, page }: RetortPage, name: string) =>
  library
    .getByRole('list', { name: 'Models' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) });

/** @param runs how many have finished then. */
async function distil(retort: RetortPage, runs = 1): Promise<void> {
  await retort.button('Distill').click();
  await expect(retort.runs.getByText(/· finished$/)).toHaveCount(runs, { timeout: 120_000 });
  await retort.waitForEnd();
}

/** Keeps the student of the run and gives it a name, with tags and a note. */
async function keepStudent(retort: RetortPage, name: string): Promise<void> {
  const { library } = retort;
  await library.getByRole('button', { name: /^More for Student/ }).click();
  await library.getByRole('button', { name: /^Keep: Student/ }).click();
  await library.getByRole('button', { name: /^Rename: Student/ }).click();
  await library.getByRole('textbox', { name: 'Name of the model' }).fill(name);
  await library.getByRole('textbox', { name: 'Tags' }).fill('school, small, school');
  await library.getByRole('textbox', { name: 'Note' }).fill('for Monday');
  await library.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(row(retort, name)).toHaveCount(1);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a student is kept, named, found after a reload, deleted and had back', async ({ retort, page }) => {
  await retort.open(POINTS);
  const { library } = retort;
  await expect(library).toContainText('No models of your own yet');
  await distil(retort);
  await expect(row(retort, 'Student')).toContainText(
    /Points.*distilled.*Accuracy \d.*of a run, deleted with it/,
  );
  await keepStudent(retort, NAME);

  await page.reload();
  const mine = row(retort, NAME);
  await expect(mine).toContainText(/Accuracy \d/);
  await expect(mine).not.toContainText('deleted with it');
  await expect(mine.getByText('school', { exact: true })).toHaveCount(1); // each tag once
  await expect(mine).toContainText('for Monday');
  await library.getByRole('button', { name: `More for ${NAME}` }).click();
  await library.getByRole('button', { name: `Rename: ${NAME}` }).click();
  await expect(library.getByRole('textbox', { name: 'Note' })).toHaveValue('for Monday');
  await expectAccessible(page);

  const search = library.getByRole('searchbox', { name: 'Search models' });
  const headings = library.getByRole('listitem').getByRole('heading');
  await expect(headings).not.toHaveCount(1);
  await search.fill('SCHOOL');
  await expect(headings).toHaveText([NAME]);
  await search.fill('nothing like it');
  await expect(library).toContainText('No model matches');
  await search.fill('');

  await library.getByRole('button', { name: `More for ${NAME}` }).click();
  await library.getByRole('button', { name: `Delete: ${NAME}` }).click();
  await expect(mine).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(mine).toHaveCount(1);

  // it stays when its run goes
  await retort.runs.getByRole('button', { name: /^More for/ }).click();
  await retort.runs.getByRole('button', { name: /^Delete/ }).click();
  await page.reload();
  await expect(mine).toHaveCount(1);
  await expect(row(retort, 'Student')).toHaveCount(0);
});

test('a kept student teaches, is where the next student starts, and is made smaller', async ({
  retort,
  page,
}) => {
  await retort.open(POINTS);
  const { experiment, library } = retort;
  await distil(retort);
  await keepStudent(retort, NAME);

  await library.getByRole('button', { name: `Use as teacher: ${NAME}` }).click();
  await expect(retort.select('Teacher').locator('option:checked')).toHaveText(new RegExp(`^${NAME}`));
  await retort.select('Student').selectOption('mlp-4');
  await distil(retort, 2);
  await expect(retort.firstRun).toContainText(`Teacher ${NAME}`);

  await library.getByRole('button', { name: `Start student here: ${NAME}` }).click();
  await expect(retort.select('Student')).toHaveValue('mlp-16x16'); // as large as the model is
  await experiment.getByText('More settings').click();
  const start = experiment.getByRole('combobox', { name: 'First weights' });
  await expect(start.locator('option:checked')).toHaveText(NAME);
  await retort.select('Teacher').selectOption('mlp-8');
  await distil(retort, 3);
  await expect(retort.training.getByRole('alert')).toHaveCount(0);

  await library.getByRole('button', { name: `Compress…: ${NAME}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Compress' });
  await dialog.getByRole('button', { name: 'Compress', exact: true }).click();
  await expect(dialog.getByRole('row', { name: new RegExp(`${NAME}, int8`) })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(row(retort, `${NAME}, int8`)).toContainText('compressed');
});

test('models that read text are talked with: the one that comes with the page, and a classifier of intents', async ({
  retort,
}) => {
  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x32&teacherEpochs=1&steps=20&evalEvery=10',
  );
  const { chat, library, log } = retort;
  await library.getByRole('button', { name: 'Talk: Shipped teacher' }).click();
  await expect(chat.getByRole('radio', { name: 'Shipped teacher' })).toBeChecked();
  await retort.send('convert 5 km to miles');
  await expect(retort.toolCall('convert')).toContainText('3.107');

  await distil(retort);
  await library.getByRole('button', { name: /^Talk: Student/ }).click();
  await expect(chat.getByRole('radio', { name: /^Student · / })).toBeChecked();
  await retort.send('flip a coin');
  const answer = log.getByRole('article', { name: /^Student · / });
  await expect(answer.getByRole('table', { name: /Probability of each intent/ })).toBeVisible();
});
