// The kinds of networks that write and that the pinned llama.cpp runs (wllama 2.4.0 has its b8948), as GGUF files name them. Looked up
// before a file is taken into memory; what is not here could not be loaded.

const NAMES =
  'llama llama4 mistral3 mistral4 qwen qwen2 qwen2moe qwen3 qwen3moe qwen3next qwen35 gemma gemma2 gemma3 gemma3n gemma4 phi2 phi3 phimoe stablelm starcoder starcoder2 smollm3 olmo olmo2 olmoe granite granitemoe granitehybrid falcon falcon-h1 gpt2 gptj gptneox gpt-oss mpt bloom internlm2 minicpm minicpm3 cohere2 command-r deepseek deepseek2 exaone exaone4 glm4 chatglm mamba mamba2 rwkv6 lfm2 hunyuan-dense hunyuan-moe ernie4_5 seed_oss baichuan xverse orion nemotron nemotron_h jamba openelm plamo plamo2 apertus smallthinker arcee bitnet dbrx arctic dots1 jais codeshell refact';

export const ARCHITECTURES: ReadonlySet<string> = new Set(NAMES.split(' '));
