// A model as a Hugging Face folder. A plain decoder is a LlamaForCausalLM as it stands; what that library does not know (smearing, a
// classifier that reads from both sides, an MLP) comes with the Python that runs it, under a model_type of its own, so that nobody
// loads it as something else.

import { specialId } from '../../agent/types';
import type { ModelBundle, Network } from '../bundle';
import type { WriteModelOptions, WrittenFile } from '../model-format';
import { floatWeights } from '../quantised';
import { serialiseSafetensors, type StoredType } from '../safetensors';
import { headSizes, type TransformerConfig } from '../transformer-config';
import { CHAT_TEMPLATE } from './chat-template';
import { modelCard } from './model-card';
import modelling from './modeling_retort.py?raw';
import modellingMlp from './modeling_retort_mlp.py?raw';
import { CLASSIFIER } from './read-folder';
import { needsCode, snippetsOf } from './snippets';

const json = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

export function writeFolder(
  bundle: ModelBundle,
  name: string,
  { choice, run, onProgress }: Pick<WriteModelOptions, 'choice' | 'run' | 'onProgress'>,
): WrittenFile[] {
  const { network, weights } = bundle;
  const type: StoredType = choice === 'F16' ? 'F16' : 'F32';
  onProgress(0, 1);
  const [snippet] = snippetsOf(bundle, name);
  const files: WrittenFile[] = [
    ...filesBeside(bundle, { ...configOf(bundle, type), ...autoMap(network) }),
    { name: 'model.safetensors', content: serialiseSafetensors(floatWeights(weights), type) },
    { name: 'README.md', content: modelCard(bundle, name, run, snippet!) },
  ];
  if (network.kind === 'mlp') files.push({ name: 'modeling_retort_mlp.py', content: modellingMlp });
  else if (needsCode(network)) files.push({ name: 'modeling_retort.py', content: modelling });
  onProgress(1, 1);
  return files;
}

/** All that stands beside the weights: config.json and what belongs to the tokeniser. */
export function filesBeside({ network, tokenizer }: ModelBundle, config: object): WrittenFile[] {
  const files = [{ name: 'config.json', content: json(config) }];
  if (!tokenizer || network.kind === 'mlp') return files;
  const decoder = network.kind === 'decoder';
  files.push(
    { name: 'tokenizer.json', content: tokenizer.toJson() },
    { name: 'tokenizer_config.json', content: json(tokenizerConfig(network.config, decoder)) },
  );
  if (decoder) files.push({ name: 'generation_config.json', content: json(generation(!needsCode(network))) });
  return files;
}

/** Where transformers finds the Python of ours, where the model needs some. */
function autoMap(network: Network): object {
  const map = (file: string, config: string, ...entries: [string, string][]): object => ({
    auto_map: Object.fromEntries(
      [['AutoConfig', config], ...entries].map(([auto, own]) => [auto, `${file}.${own}`]),
    ),
  });
  if (network.kind === 'mlp')
    return map(
      'modeling_retort_mlp',
      'RetortMlpConfig',
      ['AutoModel', 'RetortMlp'],
      ['AutoModelForSequenceClassification', 'RetortMlp'],
    );
  if (network.kind === 'encoder')
    return map('modeling_retort', 'RetortConfig', ['AutoModelForSequenceClassification', CLASSIFIER]);
  return needsCode(network)
    ? map('modeling_retort', 'RetortConfig', ['AutoModelForCausalLM', 'RetortForCausalLM'])
    : {};
}

/** config.json, also of what a page reads back. */
export function configOf({ network, labels, toolNames, card }: ModelBundle, type: StoredType): object {
  const torch_dtype = type === 'F16' ? 'float16' : 'float32';
  const names = labels && {
    id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
    labels,
  };
  if (network.kind === 'mlp')
    return {
      model_type: 'retort-mlp',
      architectures: ['RetortMlp'],
      widths: network.config.widths,
      task: card.task,
      ...names,
      torch_dtype,
    };
  const { config } = network;
  const sizes = {
    ...config,
    num_key_value_heads: config.num_attention_heads,
    head_dim: headSizes(config).d,
    hidden_act: 'silu',
    attention_bias: false,
    mlp_bias: false,
    pad_token_id: specialId('<pad>'),
    bos_token_id: null,
    eos_token_id: specialId('<eos>'),
    torch_dtype,
  };
  if (network.kind === 'encoder') {
    const { classes: _, ...rest } = { classes: 0, ...sizes };
    return {
      ...rest,
      model_type: 'retort',
      architectures: [CLASSIFIER],
      ...names,
    };
  }
  const tools = toolNames && { tools: toolNames };
  if (!needsCode(network)) {
    const { key_smearing: _k, embedding_smearing: _e, ...plain } = sizes;
    return { ...plain, architectures: ['LlamaForCausalLM'], ...tools };
  }
  return {
    ...sizes,
    model_type: 'retort',
    architectures: ['RetortForCausalLM'],
    use_cache: false,
    ...tools,
  };
}

const tokenizerConfig = ({ max_position_embeddings }: TransformerConfig, decoder: boolean): object => ({
  tokenizer_class: 'PreTrainedTokenizerFast',
  model_max_length: max_position_embeddings,
  model_input_names: ['input_ids', 'attention_mask'],
  pad_token: '<pad>',
  padding_side: 'right',
  clean_up_tokenization_spaces: false,
  ...(decoder && { eos_token: '<eos>', chat_template: CHAT_TEMPLATE }),
});

/** Greedy, to the reply's end or to where a tool is to answer. */
const generation = (cached: boolean): object => ({
  do_sample: false,
  eos_token_id: [specialId('<eos>'), specialId('<result>')],
  pad_token_id: specialId('<pad>'),
  max_new_tokens: 96,
  use_cache: cached,
});
