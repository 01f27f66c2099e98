import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { tinyGguf } from '../../src/models/language-model/in-page/testing';
import { toLessonName } from '../../src/storage/lesson-link';
import { test } from './test';

/** What learns and is measured besides. */
const LONG = { timeout: 120_000 };

test('a newcomer talks with the shipped teacher, and a to-do survives a reload', async ({ retort }) => {
  await retort.open();
  await retort.send('convert 5 km to miles');
  await retort.sees('group', 'Tool call: convert', '3.107');
  await retort.send('add milk to my list');
  await retort.sees('group', 'Tool call: todo_add', /\)milk/);
  await retort.click('button', 'Correct…');
  await retort.click('radio', 'Decline');
  await retort.click('button', 'Save correction');
  await retort.sees('group', 'Corrected', "i can't do that");
  await retort.reload();
  await retort.send('what is on my list');
  await retort.sees('group', 'Tool call: todo_list', 'milk');
});

test('a student distils spirals to the end, and its run is kept', async ({ retort }) => {
  await retort.open('#task=points&teacher=mlp-64x64&student=mlp-16x16&steps=100&evalEvery=50');
  await retort.click('button', 'Distill');
  await retort.sees('region', 'Training', 'Finished.');
  await retort.sees('img', 'Loss curves', '');
  await retort.reload();
  await retort.sees('region', 'Runs', 'finished');
});

test('a lesson is foretold, run, and read off its own figures', async ({ retort }) => {
  await retort.open('#lesson=dark-knowledge');
  await retort.click('radio', 'More to the clouds next door');
  await retort.click('button', 'Run the experiment');
  await retort.sees('region', 'What your run shows', 'You foretold it.', LONG);
  await retort.click('button', 'Leave the lesson');
  await retort.sees('region', 'Training', 'Ready.');
});

test('a lesson of somebody’s own opens from its link, and its experiment runs', async ({ retort }) => {
  const lesson = toLessonName({
    title: 'Hot & cold teachers',
    text: 'First read.\n\nThen distil.',
    hide: ['chat'],
    language: null,
  });
  await retort.open(
    `#task=points&teacher=mlp-64x64&student=mlp-8&steps=40&evalEvery=20&temperature=4&lesson=${lesson}`,
  );
  await retort.sees('region', 'Lesson', 'Hot & cold teachers');
  await retort.sees('region', 'Lesson', 'Then distil.');
  await retort.click('button', 'Distill');
  await retort.sees('region', 'Training', 'Finished.');
  await retort.click('button', 'Leave the lesson');
  await retort.sees('region', 'Chat', 'It answers already');
});

test('a student agent learns for some steps and answers in the chat', async ({ retort }) => {
  await retort.open('#task=agent&steps=5000&evalEvery=1000&batchSize=8');
  await retort.click('button', 'Distill');
  await retort.waitForStep(3);
  await retort.click('radio', 'Student');
  await retort.send('flip a coin');
  await retort.sees('article', 'Student', '');
  await retort.click('radio', 'Teacher');
  await retort.send('roll 2 dice');
  await retort.sees('group', 'Tool call: dice', /\d/);
  await retort.click('button', 'Stop');
  await retort.sees('region', 'Training', 'Stopped at step');
});

test('a file is imported and kept, outlives a reload and is distilled', async ({ retort }, testInfo) => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  const path = testInfo.outputPath('songs.parquet'); // read in a thread of the worker's
  const columnData = [
    { name: 'text', data: rows.map((i) => `play song ${i}`) },
    { name: 'label', data: rows.map((i) => ['music', 'radio', 'books'][i % 3]) },
  ];
  await writeFile(path, new Uint8Array(parquetWriteBuffer({ columnData })));

  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x48&teacherEpochs=2&steps=10',
  );
  await retort.click('button', 'Your own data…');
  await retort.upload(path);
  await retort.sees('region', 'Preview', '60 of 60 rows will be kept');
  await retort.fill('Name', 'Songs');
  await retort.click('button', 'Keep data set');
  await retort.seesChosen('Data set', 'Songs'); // one action keeps and uses it

  await retort.reload();
  await retort.seesChosen('Data set', 'Songs');
  await retort.click('button', 'Distill');
  await retort.waitForStep(10);
});

test('a language model of a file is measured in the page, or the page says why it cannot run and what to do', async ({
  retort,
  engine,
}, testInfo) => {
  await retort.open('#task=intents');
  await retort.click('button', 'LLM teacher…');
  await retort.click('radio', 'In this page');
  if (engine === 'webkit') {
    await retort.sees('dialog', 'LLM teacher', 'This browser cannot run a language model in the page');
    return retort.sees('dialog', 'LLM teacher', 'choose “Behind an address”');
  }
  const file = testInfo.outputPath('tiny.gguf');
  await writeFile(file, tinyGguf());
  await retort.upload(file);
  await retort.sees('region', 'tiny', 'of memory');
  await retort.click('button', 'Load and measure');
  await retort.sees('region', 'tiny', /A sentence takes/, LONG);
});

test('a question about the playground is answered from the glossary, and a request by the agent', async ({
  retort,
}) => {
  await retort.open();
  await retort.send('why t squared');
  await retort.sees('article', 'Glossary', 'keeps its size');
  await retort.send('what is 2 squared');
  await retort.sees('group', 'Tool call: calculate', '4');
  await retort.click('button', 'Glossary');
  await retort.fill('Search the glossary', '更大的教师更好吗');
  await retort.click('button', 'Capacity gap');
  await retort.sees('article', 'Capacity gap', 'not always better');
});

test('a lecturer presents one panel after the other', async ({ retort }) => {
  await retort.open('#task=points&teacher=mlp-64x64&student=mlp-8&steps=200&teacherEpochs=5');
  await retort.click('button', 'Present');
  await retort.sees('region', 'Presentation', 'Experiment, 1 of 8');
  await retort.click('button', 'Next panel');
  await retort.click('button', 'Next panel');
  await retort.sees('region', 'Presentation', 'How a step flows, 3 of 8');
  await retort.click('button', 'Leave the presentation');
  await retort.sees('region', 'Training', 'Ready.');
});

test('a class link deals a part, and its run ends in a code to hand in', async ({ retort }) => {
  await retort.open(
    '#task=points&teacher=mlp-64x64&student=mlp-8&steps=40&evalEvery=20&class=1_seeds_30_student*baseline',
  );
  await retort.click('button', 'Deal me one at random');
  await retort.sees('region', 'Class', /Part \d+: seed \d+/);
  await retort.click('button', 'Run my part');
  await retort.sees('group', 'Result code', /RT1-[0-9A-Z]{4}/);
  await retort.sees('img', 'QR code of the result', '');
  await retort.reload();
  await retort.sees('group', 'Result code', /RT1-[0-9A-Z]{4}/);
});

test('an embedded page shows its panels alone, and trains', async ({ retort }) => {
  await retort.open(
    '?embed=experiment,training#task=points&teacher=mlp-64x64&student=mlp-8&steps=40&evalEvery=20',
  );
  await retort.click('button', 'Distill');
  await retort.sees('region', 'Training', 'Finished.');
});

test('a student is found in the library, made smaller and talked with, leaves the browser and comes back', async ({
  retort,
}) => {
  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x32&teacherEpochs=1&steps=20&evalEvery=10',
  );
  await retort.click('button', 'Distill');
  await retort.sees('region', 'Runs', 'finished', LONG);
  await retort.click('button', /^More for Student · /);
  await retort.click('button', /^Keep: Student · /);
  await retort.click('button', /^Rename: /);
  await retort.fill(/^Name of the model/, 'Mine'); // WebKit’s name of it goes on with what stands in it
  await retort.click('button', 'Save');

  await retort.click('button', 'Compress…: Mine');
  await retort.click('button', 'Compress');
  await retort.sees('dialog', 'Compress', 'Mine, int8', LONG);
  await retort.click('button', 'Close');
  await retort.click('button', 'Talk: Mine, int8');
  await retort.send('flip a coin');
  await retort.sees('article', 'Mine, int8', '%');

  await retort.click('button', 'More for Mine, int8');
  await retort.click('button', 'Export…: Mine, int8');
  await retort.click('radio', 'Hugging Face folder');
  await retort.click('button', 'Save file');
  const folder = await retort.saved('Mine-int8.zip');
  await retort.click('button', 'Close');

  await retort.upload(folder, /^Load your own teacher/);
  await retort.seesChosen('Teacher', 'Mine-int8');
  await retort.click('button', 'Talk: Mine-int8');
  await retort.send('flip a coin');
  await retort.sees('article', 'Mine-int8', '%');
});

test('the shipped teacher leaves as one page, which talks by itself', async ({ retort }) => {
  await retort.open();
  await retort.click('button', 'More for Shipped teacher');
  await retort.click('button', 'Export…: Shipped teacher');
  await retort.click('radio', 'One page');
  await retort.click('button', 'Save file');
  const page = await retort.saved('agent-teacher.html');
  await retort.goTo(pathToFileURL(page).href);
  await retort.send('convert 5 km to miles');
  await retort.sees('log', '', '3.107');
});
