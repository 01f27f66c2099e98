// How training data is read, in Python, by the library that TRL, LLaMA-Factory and ms-swift read with.

import type { Snippet } from '../../protocol/model-export';

export function snippetsOf(name: string, choice: string): Snippet[] {
  const [file, kind] =
    choice === 'jsonl'
      ? [`${name}-chats.jsonl`, 'json']
      : [`${name}-${choice === 'parquet' ? 'chats' : 'targets'}.parquet`, 'parquet'];
  return [
    {
      language: 'Python',
      code: `# pip install datasets
from datasets import load_dataset

data = load_dataset("${kind}", data_files="${file}", split="train")
print(data[0])
`,
    },
  ];
}
