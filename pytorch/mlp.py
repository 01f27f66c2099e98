"""The multilayer perceptron of points: linear layers with tanh between. The twin of src/models/mlp.ts, under the same names."""
import torch
import torch.nn as nn


class Mlp(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(widths, widths[1:]))

    def forward(self, x):
        """x [N, I] -> logits [N, K]."""
        for layer in self.layers[:-1]:
            x = torch.tanh(layer(x))
        return self.layers[-1](x)


def names(widths):
    for n in range(len(widths) - 1):
        for part in ('weight', 'bias'):
            yield f'layers.{n}.{part}', f'layers.{n}.{part}', 0, 1
