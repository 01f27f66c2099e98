"""Retort's transformers for the transformers library (trust_remote_code): a Llama whose keys and embeddings may be smeared, as a
decoder that writes (with a second head of intents, where it has one) and as a classifier that reads a sentence from both sides.
  keys:       k_t <- g k_t + (1 - g) k_{t-1} before the rotation, g = sigmoid(key_smear) one a head, the first key unchanged
  embeddings: e_t <- e_t + embed_smear e_{t-1}
No key-value cache: contexts are short, and each step reads the whole text again. Pad on the right.
B rows, T positions, D width, H heads of C, A = H*C, V vocabulary, K classes.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import GenerationMixin, LlamaConfig, PreTrainedModel
from transformers.modeling_outputs import CausalLMOutput, SequenceClassifierOutput


class RetortConfig(LlamaConfig):
    model_type = 'retort'

    def __init__(self, key_smearing=False, embedding_smearing=False, intent_classes=0, rope_theta=10000.0, **rest):
        super().__init__(**rest)
        self.key_smearing = key_smearing
        self.embedding_smearing = embedding_smearing
        self.intent_classes = intent_classes
        self.rope_theta = rope_theta


class Norm(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(config.hidden_size))
        self.eps = config.rms_norm_eps

    def forward(self, x):
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


def rotate(x, cos, sin):
    a, b = x.chunk(2, dim=-1)
    return x * cos + torch.cat([-b, a], dim=-1) * sin


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        D, self.heads, self.C = config.hidden_size, config.num_attention_heads, config.head_dim
        A = self.heads * self.C
        self.q_proj, self.k_proj, self.v_proj = (nn.Linear(D, A, bias=False) for _ in range(3))
        self.o_proj = nn.Linear(A, D, bias=False)
        self.key_smear = nn.Parameter(torch.zeros(self.heads)) if config.key_smearing else None

    def forward(self, x, cos, sin, seen):
        B, T, _ = x.shape
        q, k, v = (p(x).view(B, T, self.heads, -1).transpose(1, 2) for p in (self.q_proj, self.k_proj, self.v_proj))
        if self.key_smear is not None:
            g = torch.sigmoid(self.key_smear)[:, None, None]
            k = torch.cat([k[:, :, :1], g * k[:, :, 1:] + (1 - g) * k[:, :, :-1]], dim=2)      # [B, H, T, C]
        scores = rotate(q, cos, sin) @ rotate(k, cos, sin).transpose(-1, -2) / self.C ** 0.5
        scores = scores.masked_fill(~seen, float('-inf'))                                   # [B, H, T, T]
        mixed = scores.softmax(-1).nan_to_num() @ v                      # a row that sees nothing adds nothing
        return self.o_proj(mixed.transpose(1, 2).reshape(B, T, -1))


class MLP(nn.Module):
    def __init__(self, config):
        super().__init__()
        D, hidden = config.hidden_size, config.intermediate_size
        self.gate_proj, self.up_proj = (nn.Linear(D, hidden, bias=False) for _ in range(2))
        self.down_proj = nn.Linear(hidden, D, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.input_layernorm, self.post_attention_layernorm = Norm(config), Norm(config)
        self.self_attn, self.mlp = Attention(config), MLP(config)

    def forward(self, x, cos, sin, seen):
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, seen)
        return x + self.mlp(self.post_attention_layernorm(x))


class Trunk(nn.Module):
    """ids [B, T] -> normalised states [B, T, D]."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.embed_smear = nn.Parameter(torch.zeros(config.hidden_size)) if config.embedding_smearing else None
        self.layers = nn.ModuleList(Block(config) for _ in range(config.num_hidden_layers))
        self.norm = Norm(config)

    def forward(self, ids, seen):
        C = self.config.head_dim
        turns = self.config.rope_theta ** (-torch.arange(0, C, 2, dtype=torch.float64) / C)
        angles = torch.outer(torch.arange(ids.shape[1], dtype=torch.float64), turns).repeat(1, 2)   # [T, C]
        x = self.embed_tokens(ids)
        cos, sin = (table.to(x.device, x.dtype) for table in (angles.cos(), angles.sin()))
        if self.embed_smear is not None:
            x = x + self.embed_smear * F.pad(x[:, :-1], (0, 0, 1, 0))
        for layer in self.layers:
            x = layer(x, cos, sin, seen)
        return self.norm(x)


class RetortPreTrainedModel(PreTrainedModel):
    config_class = RetortConfig
    base_model_prefix = 'model'


class RetortForCausalLM(RetortPreTrainedModel, GenerationMixin):
    def __init__(self, config):
        super().__init__(config)
        self.model = Trunk(config)
        self.lm_head = None if config.tie_word_embeddings else nn.Linear(config.hidden_size, config.vocab_size, bias=False)
        K = config.intent_classes
        self.intent_head = nn.Linear(config.hidden_size, K, bias=False) if K else None
        self.post_init()

    def get_input_embeddings(self):
        return self.model.embed_tokens

    def prepare_inputs_for_generation(self, input_ids, attention_mask=None, **_):
        return {'input_ids': input_ids}

    def states(self, ids):
        T = ids.shape[1]
        return self.model(ids, torch.ones(T, T, dtype=torch.bool, device=ids.device).tril())

    def intents(self, input_ids):
        """ids [B, T] -> logits [B, K] of the second head, after the last token."""
        return self.intent_head(self.states(input_ids)[:, -1])

    def forward(self, input_ids, attention_mask=None, labels=None, **_):
        """ids [B, T] -> logits [B, T, V]; labels [B, T], -100 where none counts, give the loss of the next token."""
        states = self.states(input_ids)
        head = self.model.embed_tokens if self.lm_head is None else self.lm_head
        logits = F.linear(states, head.weight)
        loss = None if labels is None else F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten())
        return CausalLMOutput(loss=loss, logits=logits)


class RetortForSequenceClassification(RetortPreTrainedModel):
    def __init__(self, config):
        super().__init__(config)
        self.model = Trunk(config)
        self.score = nn.Linear(config.hidden_size, config.num_labels, bias=False)
        self.post_init()

    def get_input_embeddings(self):
        return self.model.embed_tokens

    def forward(self, input_ids, attention_mask=None, labels=None, **_):
        """ids [B, T] -> logits [B, K], of the mean over the tokens that are there."""
        there = input_ids != self.config.pad_token_id if attention_mask is None else attention_mask.bool()
        states = self.model(input_ids, there[:, None, None, :])
        weight = there[:, :, None].to(states.dtype)                                          # [B, T, 1]
        pooled = (states * weight).sum(1) / weight.sum(1).clamp(min=1)                       # [B, D]
        logits = self.score(pooled)
        loss = None if labels is None else F.cross_entropy(logits, labels)
        return SequenceClassifierOutput(loss=loss, logits=logits)
