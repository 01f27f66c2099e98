// What a model taught with, for other programs to train on: the dialogues that it wrote, as chats, and what it says of each token of
// them. No form of the model itself: only written, never read (data/import reads chats).

import { RetortError } from '../../lib/errors';
import type { ModelFormat } from '../model-format';
import { snippetsOf } from '../training-data/snippets';

export const format: ModelFormat = {
  id: 'training-data',
  label: { en: 'Training data', 'zh-CN': '训练数据' },
  claims: () => false,
  read: () =>
    Promise.reject(
      new RetortError('model-unknown', 'These are chats, not a model. Import them under “Your own data…”.'),
    ),
  writing: {
    unfit: ({ network, transcripts, tokenizer }) =>
      network.kind === 'decoder' && transcripts && tokenizer
        ? null
        : {
            why: {
              en: 'This model wrote no dialogues to learn from. Choose one that taught an agent.',
              'zh-CN': '此模型没有写过供学习的对话。请选择教过智能体的模型。',
            },
          },
    choices: [
      {
        id: 'jsonl',
        label: { en: 'Chats as messages, JSON Lines', 'zh-CN': '对话（messages 形式），JSON Lines' },
      },
      {
        id: 'parquet',
        label: { en: 'Chats as messages, Parquet', 'zh-CN': '对话（messages 形式），Parquet' },
      },
      {
        id: 'targets',
        label: {
          en: 'Targets: the 8 likeliest tokens at each place, Parquet',
          'zh-CN': '目标：每个位置最可能的 8 个词元，Parquet',
        },
      },
    ],
    write: async (bundle, name, options) =>
      (await import('../training-data/write-data')).writeData(bundle, name, options),
    snippets: (_, name, choice) => snippetsOf(name, choice),
  },
};
