// How a Hugging Face folder is run, in Python. Sentences are written as the page hears them (agent/normalise.ts).

import type { Snippet } from '../../protocol/model-export';
import type { ModelBundle, Network } from '../bundle';

/** Whether the folder brings Python of its own: transformers knows no smearing, no second head, no such classifier and no MLP. */
export const needsCode = ({ kind, config }: Network): boolean =>
  kind !== 'decoder' ||
  config.key_smearing ||
  config.embedding_smearing ||
  config.intent_classes !== undefined;

export function snippetsOf({ network }: ModelBundle, name: string): Snippet[] {
  const from = `("${name}"${needsCode(network) ? ', trust_remote_code=True' : ''})`;
  return [{ language: 'Python', code: codeOf(network, from) }];
}

function codeOf(network: Network, from: string): string {
  switch (network.kind) {
    case 'mlp':
      return `# pip install torch transformers
import torch
from transformers import AutoModel

model = AutoModel.from_pretrained${from}
x = torch.zeros(1, ${network.config.widths[0]})
print(model(x).logits.softmax(-1))
`;
    case 'encoder':
      return `# pip install torch transformers
from transformers import AutoModelForSequenceClassification, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained${from}
model = AutoModelForSequenceClassification.from_pretrained${from}
inputs = tokenizer(" set an alarm for 7 am", return_tensors="pt")
print(model.config.id2label[model(**inputs).logits.argmax().item()])
`;
    case 'decoder':
      return `# pip install torch transformers jinja2
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained${from}
model = AutoModelForCausalLM.from_pretrained${from}
messages = [{"role": "user", "content": "convert 5 km to miles"}]
inputs = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=True, return_tensors="pt")
print(tokenizer.decode(model.generate(**inputs)[0]))
`;
    default:
      return network satisfies never;
  }
}
