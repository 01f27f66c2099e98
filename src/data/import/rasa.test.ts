// Rasa's training data, and what is said of its other files and of other YAML.

import { expect, test } from 'vitest';
import { previewOf } from './preview';
import { draftOf, file, pairsOf } from './testing';

const yaml = `version: "3.1"
nlu:
- intent: greet   # a comment
  examples: |
    - good morning
    - hi [Ada](name)
    - hello there
- synonym: credit
  examples: |
    - credit card account
- intent: faq/ask_price
  examples:
  - text: |
      - what is it for [two](number:2)
    metadata: { sentiment: neutral }
  - text: how much
  - text: |
      - a [table]{"entity": "thing", "role": "x"} costs
- regex: zipcode
  examples: |
    - \\d{5}
`;

test('intents with their examples, entities as words, lines as in the file', async () => {
  const draft = await draftOf([file('nlu.yml', yaml)]);
  expect(pairsOf(draft)).toEqual([
    ['good morning', 'greet'],
    ['hi Ada', 'greet'],
    ['hello there', 'greet'],
    ['what is it for two', 'faq/ask_price'],
    ['how much', 'faq/ask_price'],
    ['a table costs', 'faq/ask_price'],
  ]);
  expect([...draft.rows.line]).toEqual([5, 6, 7, 14, 16, 18]);
  expect(previewOf(draft)).toMatchObject({ problem: null, files: [{ format: 'rasa' }] });
});

test('the Markdown of its first version', async () => {
  const markdown =
    '## intent:greet\n- hey\n- hi [Ada](name)\n\n## synonym:x\n- y\n\n## intent: bye\n- see you\n- ciao\n- later\n';
  const draft = await draftOf([file('nlu.md', markdown)]);
  expect(pairsOf(draft)).toEqual([
    ['hey', 'greet'],
    ['hi Ada', 'greet'],
    ['see you', 'bye'],
    ['ciao', 'bye'],
    ['later', 'bye'],
  ]);
});

test.each([
  [
    'stories.yml',
    'version: "3.1"\nstories:\n- story: x\n  steps:\n  - intent: greet\n',
    /“stories.yml”: this is a file of Rasa with stories, but without examples\. Choose the file with the section “nlu”/,
  ],
  ['domain.yml', 'intents:\n- greet\nresponses:\n  utter: []\n', /with intents, responses, but without/],
  ['other.yml', '---\nname: x\non: push\n', /“other.yml” is YAML, but not training data of Rasa\./],
  [
    'rows.yaml',
    '- text: hi\n  label: a\n- text: yo\n  label: b\n',
    /“rows.yaml” is YAML, but not training data of Rasa\./,
  ],
  [
    'broken.yml',
    'nlu:\n- intent: greet\n  examples: "open\n',
    /“broken.yml”, line \d+, column \d+: this is no YAML/,
  ],
])('%s is named', async (name, text, message) => {
  expect((await draftOf([file(name, text)])).problem?.message).toMatch(message);
});
