"""The Llama-style decoder of Retort in PyTorch: RMSNorm, rotary attention (rotate half), SwiGLU, tied embeddings, no biases.
Two additions, each a switch. Key smearing: k_t <- g k_t + (1 - g) k_{t-1} on the projected keys, before the rotation,
g = sigmoid(key_smear) one a head, the first key unchanged. It hands the model half of an induction head, so that one layer can
already copy. Embedding smearing: e_t <- e_t + embed_smear e_{t-1}, so that the first layer sees pairs of tokens.
The q, k, v and the gate, up projections are each one matrix here (fewer, larger matrix products); export() splits them
into Hugging Face's names, which the browser reads. Deliberately not here: a key-value cache and decoding.
B rows, T positions, D width, H heads, C = D/H, F hidden, V vocabulary.
"""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Config:
    """config.json, in Hugging Face's Llama keys."""
    vocab_size: int = 512
    hidden_size: int = 128
    intermediate_size: int = 352
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    max_position_embeddings: int = 128
    rms_norm_eps: float = 1e-5
    rope_theta: float = 10000.0
    key_smearing: bool = True
    embedding_smearing: bool = False

    def to_json(self):
        c = asdict(self)
        return {'model_type': 'llama', 'architectures': ['LlamaForCausalLM'], **c, 'hidden_act': 'silu',
                'num_key_value_heads': self.num_attention_heads, 'attention_bias': False, 'mlp_bias': False,
                'tie_word_embeddings': True, 'torch_dtype': 'float16'}


def rms_norm(x, gain, eps):
    return F.rms_norm(x, (x.shape[-1],), gain, eps)


def rotary_tables(length, size, theta, dtype=torch.float32):
    """cos and sin of every position's angles, each [T, C]."""
    turns = theta ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)      # [C/2]
    angles = torch.outer(torch.arange(length, dtype=torch.float64), turns)        # [T, C/2]
    angles = torch.cat([angles, angles], dim=-1)                                  # [T, C]
    return angles.cos().to(dtype), angles.sin().to(dtype)


def rotate(x, cos, sin):
    a, b = x.chunk(2, dim=-1)
    return x * cos + torch.cat([-b, a], dim=-1) * sin


def smear(k, gate):
    """k [B, H, T, C], gate [H] before the sigmoid."""
    g = torch.sigmoid(gate)[:, None, None]
    return torch.cat([k[:, :, :1], g * k[:, :, 1:] + (1 - g) * k[:, :, :-1]], dim=2)


class Attention(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.heads = c.num_attention_heads
        self.qkv = nn.Linear(c.hidden_size, 3 * c.hidden_size, bias=False)
        self.o_proj = nn.Linear(c.hidden_size, c.hidden_size, bias=False)
        self.key_smear = nn.Parameter(torch.zeros(self.heads)) if c.key_smearing else None

    def forward(self, x, cos, sin, keys=None):
        """keys [B, 1, 1, T]: which positions are looked at; without it, those before and the own."""
        B, T, D = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.heads, D // self.heads).permute(2, 0, 3, 1, 4)  # 3 of [B, H, T, C]
        if self.key_smear is not None:
            k = smear(k, self.key_smear)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        # on CPUs its bfloat16 backward is 10 times slower
        with torch.autocast('cpu', enabled=False):
            y = F.scaled_dot_product_attention(q, k, v.to(q.dtype), attn_mask=keys, is_causal=keys is None)  # [B, H, T, C]
        return self.o_proj(y.transpose(1, 2).reshape(B, T, D))                    # [B, T, D]


class MLP(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.gate_up = nn.Linear(c.hidden_size, 2 * c.intermediate_size, bias=False)
        self.down_proj = nn.Linear(c.intermediate_size, c.hidden_size, bias=False)

    def forward(self, x):
        gate, up = self.gate_up(x).chunk(2, dim=-1)                               # each [B, T, F]
        return self.down_proj(F.silu(gate) * up)                                  # [B, T, D]


class Block(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.eps = c.rms_norm_eps
        self.input_layernorm = nn.Parameter(torch.ones(c.hidden_size))
        self.self_attn = Attention(c)
        self.post_attention_layernorm = nn.Parameter(torch.ones(c.hidden_size))
        self.mlp = MLP(c)

    def forward(self, x, cos, sin, keys=None, drop=lambda x: x):
        """drop: done to what each half adds."""
        x = x + drop(self.self_attn(rms_norm(x, self.input_layernorm, self.eps), cos, sin, keys))
        return x + drop(self.mlp(rms_norm(x, self.post_attention_layernorm, self.eps)))


class Decoder(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = c = config
        self.embed_tokens = nn.Parameter(torch.empty(c.vocab_size, c.hidden_size))
        self.embed_smear = nn.Parameter(torch.full((c.hidden_size,), 0.5)) if c.embedding_smearing else None
        self.layers = nn.ModuleList(Block(c) for _ in range(c.num_hidden_layers))
        self.norm = nn.Parameter(torch.ones(c.hidden_size))
        cos, sin = rotary_tables(c.max_position_embeddings, c.hidden_size // c.num_attention_heads, c.rope_theta,
                                 torch.get_default_dtype())
        self.register_buffer('cos', cos, persistent=False)                        # [context, C]
        self.register_buffer('sin', sin, persistent=False)
        self.initialise()

    @torch.no_grad()
    def initialise(self):
        nn.init.normal_(self.embed_tokens, std=0.02)
        for name, p in self.named_parameters():
            if name.endswith(('qkv.weight', 'gate_up.weight')):
                nn.init.normal_(p, std=0.8 / math.sqrt(p.shape[1]))
            elif name.endswith(('o_proj.weight', 'down_proj.weight')):            # 2L of these add up in the residual stream
                nn.init.normal_(p, std=0.8 / math.sqrt(p.shape[1] * 2 * self.config.num_hidden_layers))

    def embed(self, ids):
        """ids [B, T] -> [B, T, D]."""
        x = F.embedding(ids, self.embed_tokens)                                   # [B, T, D]
        if self.embed_smear is not None:
            x = x + self.embed_smear * F.pad(x[:, :-1], (0, 0, 1, 0))
        return x

    def forward(self, ids, positions=None):
        """ids [B, T] -> logits [B, T, V], or [N, V] at the positions [N] of 0..B T alone."""
        T = ids.shape[1]
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, self.cos[:T], self.sin[:T])
        if positions is not None:
            x = x.flatten(0, 1)[positions]                                        # [N, D]
        return F.linear(rms_norm(x, self.norm, self.config.rms_norm_eps), self.embed_tokens)


def names(config: Config):
    """(Hugging Face's name, name here, part, parts): part of parts along dim 0 of a fused matrix."""
    yield 'model.embed_tokens.weight', 'embed_tokens', 0, 1
    if config.embedding_smearing:
        yield 'model.embed_smear', 'embed_smear', 0, 1
    for n in range(config.num_hidden_layers):
        theirs, ours = f'model.layers.{n}', f'layers.{n}'
        yield f'{theirs}.input_layernorm.weight', f'{ours}.input_layernorm', 0, 1
        for i, which in enumerate('qkv'):
            yield f'{theirs}.self_attn.{which}_proj.weight', f'{ours}.self_attn.qkv.weight', i, 3
        yield f'{theirs}.self_attn.o_proj.weight', f'{ours}.self_attn.o_proj.weight', 0, 1
        if config.key_smearing:
            yield f'{theirs}.self_attn.key_smear', f'{ours}.self_attn.key_smear', 0, 1
        yield f'{theirs}.post_attention_layernorm.weight', f'{ours}.post_attention_layernorm', 0, 1
        for i, which in enumerate(('gate', 'up')):
            yield f'{theirs}.mlp.{which}_proj.weight', f'{ours}.mlp.gate_up.weight', i, 2
        yield f'{theirs}.mlp.down_proj.weight', f'{ours}.mlp.down_proj.weight', 0, 1
    yield 'model.norm.weight', 'norm', 0, 1


def split(names, tensors):
    """Tensors by the names here -> by Hugging Face's, fused matrices in their parts."""
    return {theirs: tensors[ours].chunk(parts, dim=0)[part].contiguous() for theirs, ours, part, parts in names}


def fuse(names, tensors):
    """The way back."""
    fused = {}
    for theirs, ours, _, _ in names:
        fused.setdefault(ours, []).append(tensors[theirs])
    return {name: torch.cat(parts) if len(parts) > 1 else parts[0] for name, parts in fused.items()}


def export(config: Config, tensors):
    """This module's tensors by name (a state dict, or gradients) -> Hugging Face's names and layout."""
    return split(names(config), tensors)


def load(model: Decoder, weights):
    """Copies weights in Hugging Face's names into the model."""
    model.load_state_dict(fuse(names(model.config), weights))
    return model
