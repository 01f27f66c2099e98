// Hugging Face folders as transformers itself loads them: the same logits, the same ids, the same words, and the snippets as they are
// shown to people.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import { findPython } from '../scripts/ecosystem.mjs';
import { formatTranscript } from '../src/agent/transcript';
import { encoderLogits, mlpLogits } from './forward';
import { writeFolder } from '../src/models/hugging-face/write-folder';
import { snippetsOf } from '../src/models/hugging-face/snippets';
import { run, save, scratch } from './python';
import { greedy, LABELS, logitsOf, smallClassifier, smallDecoder, smallMlp, SMEARED } from './small-models';

const python = findPython('torch', 'transformers', 'jinja2');
const options = { choice: 'F32', run: null, onProgress: () => undefined };
const MINUTES = 300_000; // importing torch alone takes many seconds on a busy machine

const decoders = {
  plain: smallDecoder(),
  smeared: smallDecoder(SMEARED),
  untied: smallDecoder({ tie_word_embeddings: false }),
  two_heads: smallDecoder({ intent_classes: 3 }),
};
const classifier = smallClassifier();
const mlp = smallMlp();
const text = " what's 12 * 7 ?";
const { tokenizer } = decoders.plain;
const ids = [tokenizer!.special('<user>'), ...tokenizer!.encode(text)];
const sentence = tokenizer!.encode(' set an alarm for 7 am');
const transcript = {
  user: "what's 12 * 7 ?",
  plan: ['calculate', 'coin'],
  steps: [
    { call: { name: 'calculate', args: ['12', '*', '7'] }, result: '84' },
    { call: { name: 'coin', args: [] }, result: 'heads' },
  ],
  say: 'it is 84 and heads',
};
const messages = [
  { role: 'user', content: transcript.user },
  ...transcript.steps.flatMap(({ call, result }) => [
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ type: 'function', function: { name: call.name, arguments: { ...call.args } } }],
    },
    { role: 'tool', content: result },
  ]),
  { role: 'assistant', content: transcript.say },
];

const ASKED = `
import json, torch
from transformers import AutoModel, AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer
out, ids = {}, torch.tensor([${JSON.stringify(ids)}])
for name in ['plain', 'smeared', 'untied', 'two_heads']:
    model = AutoModelForCausalLM.from_pretrained(name, trust_remote_code=name in ('smeared', 'two_heads'))
    out[name] = model(ids).logits[0].tolist()
out['kind'] = type(AutoModelForCausalLM.from_pretrained('plain')).__name__
tokenizer = AutoTokenizer.from_pretrained('plain')
out['ids'] = tokenizer('<user>' + ${JSON.stringify(text)})['input_ids']
out['chat'] = tokenizer.apply_chat_template(json.loads('''${JSON.stringify(messages).replaceAll("'", '\\u0027')}'''), tokenize=False)
out['prompt'] = tokenizer.apply_chat_template([{'role': 'user', 'content': 'hi'}], tokenize=False, add_generation_prompt=True)
classifier = AutoModelForSequenceClassification.from_pretrained('classifier', trust_remote_code=True)
sentence = torch.tensor([${JSON.stringify(sentence)} + [0, 0]])
out['classifier'] = classifier(sentence).logits[0].tolist()
out['labels'] = [classifier.config.id2label[i] for i in range(${LABELS.length})]
out['mlp'] = AutoModel.from_pretrained('mlp', trust_remote_code=True)(torch.tensor([[0.5, -1.5]])).logits[0].tolist()
print('ANSWER' + json.dumps(out))
`;

interface Heard {
  [decoder: string]: unknown;
  kind: string;
  ids: number[];
  chat: string;
  prompt: string;
  classifier: number[];
  labels: string[];
  mlp: number[];
}

const worst = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
};

describe.skipIf(!python)('transformers (needs Python with it: node scripts/ecosystem.mjs)', () => {
  const directory = scratch();
  let heard: Heard;
  beforeAll(() => {
    for (const [name, bundle] of Object.entries({ ...decoders, classifier, mlp }))
      save(directory, name, writeFolder(bundle, name, options));
    heard = JSON.parse(run(python!, directory, ASKED).split('ANSWER')[1]!) as Heard;
  }, MINUTES);
  afterAll(() => rmSync(directory, { recursive: true }));

  // float32 on both sides, sums in other orders
  it.each(Object.entries(decoders))('a decoder has the same logits: %s', async (name, bundle) => {
    const ours = await logitsOf(bundle, ids);
    for (const [t, row] of ours.entries())
      expect(worst(row, (heard[name] as number[][])[t]!)).toBeLessThan(1e-4);
  });

  it('a plain one needs no code of ours', () => expect(heard.kind).toBe('LlamaForCausalLM'));

  it('the tokeniser gives the same ids', () => expect(heard.ids).toEqual(ids));

  it('messages with tool calls become the transcript that an agent learns', () => {
    expect(heard.chat).toBe(formatTranscript(transcript));
    expect(heard.prompt).toBe('<user> hi<plan>');
  });

  it('a classifier and an MLP have the same logits', async () => {
    expect(worst(await encoderLogits(classifier, [...sentence, 0, 0]), heard.classifier)).toBeLessThan(1e-4);
    expect(heard.labels).toEqual(LABELS);
    expect(worst(await mlpLogits(mlp, [0.5, -1.5]), heard.mlp)).toBeLessThan(1e-5);
  });

  it.each(['plain', 'smeared'] as const)(
    'the snippet writes what the page writes: %s',
    async (name) => {
      const bundle = decoders[name];
      const { tokenizer: codec } = bundle;
      const prompt = [
        codec!.special('<user>'),
        ...codec!.encode(' convert 5 km to miles'),
        codec!.special('<plan>'),
      ];
      const ends = [codec!.special('<eos>'), codec!.special('<result>')];
      const most = Math.min(96, 64 - prompt.length);
      const [snippet] = snippetsOf(bundle, name);
      const code = snippet!.code.replace('generate(**inputs)', `generate(**inputs, max_new_tokens=${most})`);
      expect(code).not.toBe(snippet!.code); // the small model's context is short
      expect(run(python!, directory, code).trimEnd()).toBe(
        codec!.decode([...prompt, ...(await greedy(bundle, prompt, most, ends))]).trimEnd(),
      );
    },
    MINUTES,
  );

  it.each(['classifier', 'mlp'] as const)(
    'the snippet runs: %s',
    (name) => {
      const [snippet] = snippetsOf(name === 'mlp' ? mlp : classifier, name);
      const printed = run(python!, directory, snippet!.code);
      expect(printed).toMatch(name === 'mlp' ? /tensor\(\[\[0\.\d+/ : new RegExp(LABELS.join('|')));
    },
    MINUTES,
  );
});
