"""The sentence classifier of Retort in PyTorch: the decoder's blocks with attention to both sides, masked mean pooling, a linear head.
Dropout on the embedded words, on what every half block adds, and on the pooled vector. The twin of src/models/encoder.ts.
B sentences, T positions, D width, K classes.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from dropout import dropout_mask
from model import Config, Decoder, names as decoder_names, rms_norm

PLACES = 0x632be5ab  # between the seeds of two places


class Encoder(Decoder):
    def __init__(self, config: Config, classes, pad):
        super().__init__(config)
        self.pad = pad
        self.score = nn.Parameter(torch.zeros(classes, config.hidden_size))

    def forward(self, ids, rate=0.0, seed=0, row=0):
        """ids [B, T] -> logits [B, K]. rate, seed: dropout in training; row: where in the whole batch the first of these stands."""
        T, places = ids.shape[1], iter(range(1 << 20))

        def drop(x):
            if rate == 0:
                return x
            start = row * x[0].numel()
            return x * dropout_mask(x.shape, rate, seed + PLACES * next(places), start, x.device)

        present = ids != self.pad                                                 # [B, T]
        # where nothing is there, all is looked at: no pooling will see it
        keys = (present | ~present.any(1, keepdim=True))[:, None, None]           # [B, 1, 1, T]
        x = drop(self.embed(ids))                                                 # [B, T, D]
        for layer in self.layers:
            x = layer(x, self.cos[:T], self.sin[:T], keys, drop)
        x = rms_norm(x, self.norm, self.config.rms_norm_eps)
        weights = present / present.sum(1, keepdim=True).clamp(min=1)             # [B, T]
        return F.linear(drop(torch.einsum('bt,btd->bd', weights.to(x.dtype), x)), self.score)


def names(config: Config):
    yield from decoder_names(config)
    yield 'score.weight', 'score', 0, 1
