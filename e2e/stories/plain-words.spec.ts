// The page says what is so: a stopped run is not finished, a verdict waits for its seeds and belongs to its experiment, and
// whoever is new finds who answers and what to do.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&evalEvery=50&labelShare=0.1&learningRate=0.02&batchSize=64';

test('a run that was stopped says where, and nothing says that it is finished', async ({ retort }) => {
  await retort.open(`${POINTS}&steps=5000`);
  await retort.button('Distill').click();
  await retort.waitForStep(20);
  await retort.button('Stop').click();
  await expect(retort.training).toContainText(/Stopped at step [\d,]+ of 5,000\./);
  await expect(retort.training).not.toContainText('Finished');
  await expect(retort.training).not.toContainText('%Student');
});

test('points have nobody to talk with: the chat makes room, and opens when asked', async ({ retort }) => {
  await retort.open(`${POINTS}&steps=100`);
  const message = retort.chat.getByRole('textbox', { name: 'Message' });
  await expect(message).toBeHidden();
  await retort.chat.getByRole('button', { name: 'Open the chat' }).click();
  await expect(retort.chat).toContainText('Points have nobody to talk with');
  await expect(message).toBeVisible();
});

test('a suggestion that would begin a long run only goes into the message box', async ({ retort, page }) => {
  await retort.open();
  await retort.send('flip a coin');
  await expect(retort.toolCall('coin')).toBeVisible();
  await expect(retort.log.getByRole('article').last()).toHaveAttribute('aria-busy', 'false');
  // the line of suggestions does not make the page wider
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
  await retort.chat.getByRole('button', { name: /^start training/ }).click();
  await expect(retort.chat.getByRole('textbox', { name: 'Message' })).toHaveValue('start training');
  await expect(retort.chat.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await expect(retort.button('Distill')).toBeEnabled();
});

test('when a run is over, the chat offers its student', async ({ retort, page }) => {
  await retort.open('#task=agent&steps=1500&prompts=100&scoredPrompts=100');
  await expect(retort.chat).toContainText('The page’s own agent answers');
  await retort.button('Distill').click();
  await retort.waitForStep(3);
  await retort.button('Stop').click();
  await retort.chat.getByRole('button', { name: 'Talk with the student' }).click();
  await expect(retort.chat.getByRole('radio', { name: 'Student' })).toBeChecked();
  await expect(retort.chat.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await expect(retort.chat.getByRole('button', { name: 'Talk with the student' })).toBeHidden();
  await page.reload();
  await expect(retort.chat).toContainText('The page’s own agent answers');
});

test('a race names its experiment, gives no verdict before its last seed, and is marked beside another experiment', async ({
  retort,
}) => {
  await retort.open(`${POINTS}&steps=300`);
  await retort.proof.getByRole('radio', { name: 'Race' }).check();
  await retort.proof.getByRole('button', { name: 'Run the race' }).click();
  const verdict = retort.proof.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('1 of 3 seeds are in');
  await expect(verdict).not.toContainText(/Gained|Lost|No difference/);
  await expect(retort.training).toContainText('This is a run of a race, which keeps its own settings');
  await expect(verdict).toContainText(/Gained|Lost|No difference/);
  await expect(retort.proof).toContainText('teacher Large · 64 × 64, student Small · 8; T = 1');
  await expect(retort.proof).not.toContainText('of another experiment');

  await retort.slider('Temperature (T)').fill('4');
  await expect(retort.proof).toContainText('of another experiment than the one on the table');
  await retort.proof.getByRole('button', { name: 'Put it on the table' }).click();
  await expect(retort.slider('Temperature (T)')).toHaveValue('1');
  await expect(retort.proof).not.toContainText('of another experiment');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a report is within the screen, and says where there is more of it; axe finds nothing', async ({
    retort,
    page,
  }) => {
    await page.goto(`./${POINTS}&steps=60&baseline=true`);
    await page.getByRole('tab', { name: 'Training' }).click();
    await retort.button('Distill').click();
    await retort.waitForEnd();
    await page.getByRole('tab', { name: 'Proof' }).click();
    const figures = retort.proof.getByRole('region', { name: 'Figures with intervals' });
    const gain = figures.getByRole('columnheader', { name: 'Student over Baseline' });
    await expect(gain).not.toBeInViewport({ ratio: 1 });
    await retort.proof.getByRole('button', { name: 'More to the right' }).first().click();
    await expect(gain).toBeInViewport({ ratio: 1 });
    await expect(figures.getByRole('rowheader', { name: 'Accuracy' })).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const violations = (await new AxeBuilder({ page }).analyze()).violations;
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  });

  test('the first screen says what this is, and leads to how it works', async ({ retort, page }) => {
    await page.goto('./');
    const welcome = page.getByRole('complementary', { name: /^Distil a large model/ });
    await expect(welcome).toContainText('the teacher, answers already');
    await welcome.getByRole('button', { name: 'How it works' }).click();
    await expect(page.getByRole('tab', { name: 'Experiment' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('complementary', { name: 'How it works' })).toBeInViewport();
    await page.getByRole('tab', { name: 'Chat' }).click();
    await retort.send('flip a coin');
    await expect(retort.toolCall('coin')).toBeVisible();
    await expect(welcome).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
