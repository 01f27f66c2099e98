// How an ONNX folder is run, in Python and in JavaScript. Words are written as the page hears them (agent/normalise.ts).

import { specialId } from '../../agent/types';
import type { Snippet } from '../../protocol/model-export';
import type { ModelBundle } from '../bundle';

/** After these an agent waits for a tool or a person. */
const ENDS = [specialId('<eos>'), specialId('<result>')].join(', ');

export const snippetsOf = (bundle: ModelBundle, name: string): Snippet[] => [
  { language: 'Python', code: python(bundle, name) },
  { language: 'JavaScript', code: javaScript(bundle, name) },
];

function python({ network }: ModelBundle, name: string): string {
  const session = `session = onnxruntime.InferenceSession("${name}/model.onnx")`;
  const tokenizer = `tokenizer = Tokenizer.from_file("${name}/tokenizer.json")`;
  switch (network.kind) {
    case 'mlp':
      return `# pip install onnxruntime
import numpy as np
import onnxruntime

${session}
x = np.zeros((1, ${network.config.widths[0]}), np.float32)
print(session.run(["logits"], {"x": x})[0])
`;
    case 'encoder':
      return `# pip install onnxruntime tokenizers
import json
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

${tokenizer}
${session}
ids = np.array([tokenizer.encode(" set an alarm for 7 am").ids])
logits = session.run(["logits"], {"input_ids": ids})[0]
print(json.load(open("${name}/config.json"))["labels"][logits[0].argmax()])
`;
    case 'decoder':
      return `# pip install onnxruntime tokenizers
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

${tokenizer}
${session}
names = [output.name for output in session.get_outputs()]
ids = tokenizer.encode("<user> convert 5 km to miles<plan>").ids
inputs = {"input_ids": np.array([ids])}
for past in session.get_inputs()[1:]:  # it remembers nothing yet
    shape = [size if isinstance(size, int) else int(size == "batch") for size in past.shape]
    inputs[past.name] = np.zeros(shape, np.float32)
while len(ids) < ${network.config.max_position_embeddings}:
    outputs = dict(zip(names, session.run(names, inputs)))
    ids.append(int(outputs["logits"][0, -1].argmax()))
    if ids[-1] in (${ENDS}):
        break
    inputs = {name.replace("present", "past_key_values"): value for name, value in outputs.items() if name.startswith("present")}
    inputs["input_ids"] = np.array([ids[-1:]])
print(tokenizer.decode(ids, skip_special_tokens=False))
`;
    default:
      return network satisfies never;
  }
}

function javaScript({ network }: ModelBundle, name: string): string {
  const file = `const file = (path) => readFileSync("${name}/" + path);`;
  const session = 'const session = await ort.InferenceSession.create(file("model.onnx"));';
  const words = `// npm install onnxruntime-web @huggingface/tokenizers
import { readFileSync } from "node:fs"; // in a page: fetch
import { Tokenizer } from "@huggingface/tokenizers";
import * as ort from "onnxruntime-web";

${file}
const json = (path) => JSON.parse(file(path));
const tokenizer = new Tokenizer(json("tokenizer.json"), json("tokenizer_config.json"));
const tensor = (ids) => new ort.Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]);
${session}
`;
  switch (network.kind) {
    case 'mlp':
      return `// npm install onnxruntime-web
import { readFileSync } from "node:fs"; // in a page: fetch
import * as ort from "onnxruntime-web";

${file}
${session}
const x = new ort.Tensor("float32", new Float32Array(${network.config.widths[0]}), [1, ${network.config.widths[0]}]);
console.log((await session.run({ x })).logits.data);
`;
    case 'encoder':
      return `${words}
const { ids } = tokenizer.encode(" set an alarm for 7 am");
const { logits } = await session.run({ input_ids: tensor(ids) });
console.log(json("config.json").labels[logits.data.indexOf(Math.max(...logits.data))]);
`;
    case 'decoder':
      return `${words}
const { ids } = tokenizer.encode("<user> convert 5 km to miles<plan>");
let inputs = { input_ids: tensor(ids) };
for (const { name, shape } of session.inputMetadata.slice(1)) // it remembers nothing yet
  inputs[name] = new ort.Tensor("float32", [], shape.map((size) => (size > 0 ? size : Number(size === "batch"))));
while (ids.length < ${network.config.max_position_embeddings}) {
  const { logits, ...outputs } = await session.run(inputs);
  const last = logits.data.slice(-${network.config.vocab_size});
  ids.push(last.indexOf(Math.max(...last)));
  if ([${ENDS}].includes(ids.at(-1))) break;
  inputs = { input_ids: tensor(ids.slice(-1)) };
  for (const [name, value] of Object.entries(outputs))
    if (name.startsWith("present")) inputs[name.replace("present", "past_key_values")] = value;
}
console.log(tokenizer.decode(ids, { skip_special_tokens: false }));
`;
    default:
      return network satisfies never;
  }
}
