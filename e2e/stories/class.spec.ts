import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { fingerprintOf, toCode } from '../../src/storage/class-code';
import type { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=60&evalEvery=20&labelShare=0.1&learningRate=0.02&batchSize=64';

const partPanel = (page: Page) => page.getByRole('region', { name: 'Class', exact: true }).first();

/** The lecturer deals the experiment on the table, and has the link. */
async function deal(retort: RetortPage): Promise<{ study: Locator; link: string }> {
  await retort.proof.getByRole('radio', { name: 'Class' }).check();
  await retort.proof.getByRole('spinbutton', { name: 'Pupils' }).fill('4');
  await retort.proof.getByRole('button', { name: 'Make the class link' }).click();
  const study = retort.proof.getByRole('region', { name: 'Class', exact: true });
  return { study, link: (await study.getByRole('link', { name: 'Class link' }).getAttribute('href'))! };
}

async function paste(study: Locator, text: string) {
  await study.getByRole('textbox', { name: 'Result codes' }).fill(text);
  await study.getByRole('button', { name: 'Add the codes' }).click();
}

test('a class link deals a part, its run ends in a code, and the lecturer’s page puts the codes together', async ({
  retort,
  page,
  context,
}, testInfo) => {
  await retort.open(POINTS);
  const { study, link } = await deal(retort);
  await study.getByText('QR code of the link').click();
  await expect(study.getByRole('img', { name: 'QR code of the link' })).toBeVisible();

  const pupil = await context.newPage();
  await pupil.goto(`./${link}`);
  const part = partPanel(pupil);
  const number = part.getByRole('spinbutton', { name: 'Your number' });
  await number.pressSequentially('12'); // sign by sign, the focus stays
  await expect(part).toContainText('Part 12: seed 12');
  await number.fill('2');
  await expect(part).toContainText('Part 2: seed 2');
  await part.getByRole('button', { name: 'Run my part' }).click();
  const code = part.getByRole('group', { name: 'Result code' });
  await expect(code).toContainText(/RT1-[0-9A-Z]{4}/, { timeout: 120_000 });
  const mine = (await code.textContent())!;
  await expect(part.getByRole('region', { name: 'Your result' })).toContainText(/Student \d.*Baseline \d/);
  const [file] = await Promise.all([
    pupil.waitForEvent('download'),
    part.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  expect((await new AxeBuilder({ page: pupil }).analyze()).violations).toEqual([]);
  const path = testInfo.outputPath(file.suggestedFilename());
  await file.saveAs(path);
  expect(await readFile(path, 'utf8')).toContain(mine);
  const picture = testInfo.outputPath('code.png');
  await part.getByRole('img', { name: 'QR code of the result' }).screenshot({ path: picture });
  await pupil.reload();
  await expect(code).toHaveText(mine); // it is not lost
  await pupil.close();

  // by QR code, then the same as a file: it counts once
  const files = study.locator('input[type=file]');
  await files.setInputFiles(picture);
  await expect(study).toContainText('1 of 4 results');
  await files.setInputFiles(path);
  await expect(study.getByRole('status')).toContainText('Brought before, and counted once');
  await expect(study).toContainText('Missing: 1, 3–4');

  const fingerprint = fingerprintOf(link);
  const codes = [1, 3].map((number) => toCode({ fingerprint, number, figures: [0.95, 0.9, 0.8] }));
  const foreign = toCode({ fingerprint: 5, number: 4, figures: [0.95, 0.9, 0.8] });
  await paste(study, [...codes, foreign, `${codes[0]!.slice(0, -1)}?`, 'hello <img src=x>'].join('\n'));
  await expect(study.getByRole('status')).toContainText('2 results added.');
  await expect(study.getByRole('status')).toContainText(`Of another study, so left out: ${foreign}`);
  await expect(study.getByRole('status')).toContainText('Mistyped, so left out');
  await expect(study.getByRole('region', { name: 'Verdict' })).toContainText('Over 3 pairs of runs');
  const chart = study.getByRole('region', { name: 'Results of the class' });
  await expect(chart.getByRole('row', { name: /Student/ })).toContainText(/ to .*%/);

  await page.reload();
  await retort.proof.getByRole('radio', { name: 'Class' }).check();
  await expect(study).toContainText('3 of 4 results');
  await study.getByText('All results').click();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await study.getByRole('button', { name: 'Remove the result of number 3' }).click();
  await expect(study).toContainText('2 of 4 results');
});

test('a class of 200 comes in by one paste', async ({ retort, page }) => {
  const link = `${POINTS}&class=1_cells_200_student_temperature*1*4*8_lambda*0.1*0.9`;
  await retort.open(link);
  await partPanel(page).getByRole('button', { name: 'I collect the results' }).click();
  const study = retort.proof.getByRole('region', { name: 'Class', exact: true });
  const fingerprint = fingerprintOf(link);
  const codes = Array.from({ length: 200 }, (_, i) =>
    toCode({ fingerprint, number: i + 1, figures: [0.6 + 0.05 * (i % 6) + 0.001 * (i % 7)] }),
  );
  await paste(study, codes.map((code, i) => `pupil ${i}: ${code}`).join('\n'));
  await expect(study.getByRole('status')).toContainText('200 results added.');
  await expect(study).toContainText('200 of 200 results');
  await expect(study.getByRole('region', { name: 'Verdict' })).toContainText(
    'Best so far: Temperature (T) 8, Lambda (λ) 0.9',
  );
  await expect(study.getByRole('region', { name: 'Results of the class' }).getByRole('row')).toHaveCount(7);
});

test('class links that are broken, newer, hostile or huge say so, and the page works on', async ({
  retort,
  page,
}) => {
  for (const [link, words] of [
    [`${POINTS}&class=1_seeds_30`, 'cut off or was changed'],
    [`${POINTS}&class=7_seeds_30_student`, 'Reload the page'],
    [`${POINTS}&class=<img src=x onerror=alert(1)>__proto__*1*2`, 'cut off or was changed'],
    [`${POINTS}&class=1_seeds_30_student*baseline&labelWords=${'x'.repeat(50_000)}`, 'too long'],
  ] as const) {
    await page.goto('about:blank');
    await retort.open(link);
    await expect(partPanel(page)).toContainText(words);
    await expect(page.locator('img[src=x]')).toHaveCount(0);
  }
  await partPanel(page).getByRole('button', { name: 'Leave the class' }).click();
  await expect(partPanel(page)).toBeHidden();
  await retort.button('Distill').click();
  await retort.waitForEnd();
});
