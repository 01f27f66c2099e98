import type { Page } from '@playwright/test';
import { type AskedBody, type Scripted, startScriptedServer } from '../../src/models/language-model/testing';
import { expect, foreignRequests, test } from './test';

/** What a label is asked for with, in the built-in sentences. */
const SIGNS = {
  coin: /coin|heads|tails/,
  dice: /dice|roll|d\d/,
  timer: /timer|countdown/,
  alarm: /alarm|wake/,
};

/** Labels a sentence by its words, calls the tool that was asked for, or says something. */
function script({ messages, tools, logprobs }: AskedBody): Scripted {
  const asked = messages.findLast(({ role }) => role === 'user')!.content;
  if (logprobs || !tools) {
    const sentence = asked.split('Sentence:').at(-1)!;
    const [label = 'explain'] = Object.entries(SIGNS).find(([, sign]) => sign.test(sentence)) ?? [];
    return { content: label, places: [{ [label]: 0.9, today: 0.06, convert: 0.04 }] };
  }
  const result = messages.at(-1)!;
  if (result.role === 'tool') return { content: `that is ${result.content}` };
  if (tools.some(({ function: { name } }) => name === 'clock'))
    return { calls: [{ name: 'clock', arguments: {} }] };
  if (/miles/.test(asked))
    return { calls: [{ name: 'convert', arguments: { value: 5, from: 'km', to: 'mi' } }] };
  return { content: 'hm' };
}

const openDialog = async (page: Page) => {
  await page.getByRole('button', { name: 'LLM teacher…' }).click();
  return page.getByRole('dialog', { name: 'LLM teacher' });
};

test('a language model labels sentences once the person has agreed, and nothing leaves the page before', async ({
  retort,
  page,
  baseURL,
}) => {
  const foreign = foreignRequests(page, baseURL!);
  const server = await startScriptedServer({ script, key: 'a-secret-key' });
  await retort.open(
    '#task=intents&student=transformer-1x32&steps=20&evalEvery=20&llm.sentences=40&encoder.head=names',
  );
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://192.168.1.7:8080/v1');
  await expect(dialog).toContainText('Plain http is for servers of this device alone');
  await dialog.getByRole('textbox', { name: 'Address' }).fill(server.address);
  await dialog.getByRole('textbox', { name: 'Model' }).fill('scripted-135M');
  await expect(dialog.getByRole('button', { name: 'Test' })).toBeDisabled();

  // chosen without consent, it is not asked
  await dialog.getByRole('button', { name: 'Use as teacher' }).click();
  await expect(retort.select('Teacher').locator('option:checked')).toHaveText(
    'Language model: scripted-135M',
  );
  await retort.button('Distill').click();
  await expect(page.getByText(/Nobody has agreed that anything goes to/)).toBeVisible({ timeout: 120_000 });
  expect(server.requests).toEqual([]);
  expect(foreign).toEqual([]);

  const again = await openDialog(page);
  const { origin } = new URL(server.address);
  await again.getByRole('switch', { name: `I agree that this goes to ${origin}` }).check();
  await again.getByRole('button', { name: 'Test' }).click();
  await expect(again.getByRole('alert')).toContainText('refuses the key');
  await again.getByRole('textbox', { name: 'Key' }).fill('a-secret-key');
  await again.getByRole('button', { name: 'Test' }).click();
  await expect(again).toContainText('Tells the 3 likeliest tokens');
  await expect(again).toContainText('Calls tools.');
  await again.getByText('Prompts and examples').click();
  await again.getByRole('button', { name: 'Put in examples' }).click();
  await expect(again.getByRole('textbox', { name: 'Prompt for labels' })).toHaveValue(
    /Sentence: .+\nAnswer: \w+[\s\S]*Sentence: \{\{sentence\}\}\nAnswer:$/,
  );
  await again.getByText('Licence and terms').click();
  await again.getByRole('textbox', { name: 'Licence of the model' }).fill('Apache-2.0');
  await again.getByRole('button', { name: 'Use as teacher' }).click();

  const before = server.asked.length;
  await retort.button('Distill').click();
  await retort.waitForEnd();
  expect(server.asked.length - before).toBe(40 + 10 + 20); // to train, to validate, to test
  await retort.talkTo('Teacher');
  await retort.send('flip a coin');
  const bars = retort.log.getByRole('table', { name: /Probability of each intent/ });
  await expect(bars.getByRole('row').nth(1)).toContainText('coin');

  // nobody else knows the key, and no link the model
  expect(page.url()).not.toMatch(/llm%3A|llm:|a-secret-key/);
  const stored = await page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage)];
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('retort');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      texts.push(await new Promise((resolve) => (all.onsuccess = () => resolve(JSON.stringify(all.result)))));
    }
    db.close();
    return texts.join('\n');
  });
  expect(stored).toContain('scripted-135M');
  expect(stored).not.toContain('a-secret-key');
  await server.close();
});

test('where a server cannot be reached, the dialog says why and what to set', async ({ retort, page }) => {
  await retort.open('#task=intents');
  const shut = await startScriptedServer({ script, cors: false });
  const dialog = await openDialog(page);
  const test = async (address: string) => {
    await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
    await dialog.getByRole('switch', { name: /I agree/ }).check();
    await dialog.getByRole('button', { name: 'Test' }).click();
  };
  await test(shut.address);
  // the page is isolated, so that both look alike to it
  await expect(dialog.getByRole('alert')).toContainText('(CORS)');
  await expect(dialog.getByRole('alert')).toContainText('nothing listens there');
  await shut.close();
  await test(shut.address);
  await expect(dialog.getByRole('alert')).toContainText('nothing listens there');
});

test('a language model teaches the agent, and answers in the chat in the teacher’s place', async ({
  retort,
  page,
}) => {
  const server = await startScriptedServer({ script });
  await retort.open(
    '#task=agent&student=transformer-1x32&steps=20&evalEvery=20&llm.dialogues=20&teacherEpochs=1',
  );
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(server.address);
  await dialog.getByRole('switch', { name: /I agree/ }).check();
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog).toContainText('Calls tools.');
  await dialog.getByRole('button', { name: 'Use as teacher' }).click();
  await retort.talkTo('Teacher');
  await expect(retort.chat).toContainText('scripted-135M, which teaches, answers');
  await retort.send('how many miles is 5 km');
  await expect(retort.log.getByRole('group', { name: 'Tool call: convert' })).toContainText('3.107');
  await expect(retort.log).toContainText('that is 3.107');

  await retort.button('Distill').click();
  const wrote = retort.experiment.getByRole('region', { name: 'Dialogues of the language model' });
  await expect(wrote).toContainText(/wrote 20 dialogues/, { timeout: 60_000 });
  await expect(wrote).toContainText('words where a call was due');
  await server.close();
});
