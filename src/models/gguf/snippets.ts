// How a GGUF file is run: by llama.cpp itself, and by Node. The words are as the page hears them (agent/normalise.ts).

import type { Snippet } from '../../protocol/model-export';

export const snippetsOf = (file: string): Snippet[] => [
  {
    language: 'llama.cpp',
    code: `llama-completion -m ${file} -t 1 -no-cnv --temp 0 --special -p "<user> convert 5 km to miles<plan>"
`,
  },
  {
    language: 'JavaScript',
    code: `// npm install node-llama-cpp
import { getLlama } from "node-llama-cpp";

const llama = await getLlama();
const model = await llama.loadModel({ modelPath: "${file}" });
const context = await model.createContext({ threads: 1 }); // the fastest for a model this small
const prompt = model.tokenize("<user> convert 5 km to miles<plan>", true);
const written = [];
for await (const token of context.getSequence().evaluate(prompt, { temperature: 0 })) {
  if (model.isEogToken(token) || prompt.length + written.length === model.trainContextSize) break;
  written.push(token);
}
console.log(model.detokenize([...prompt, ...written], true));
await llama.dispose();
`,
  },
];
