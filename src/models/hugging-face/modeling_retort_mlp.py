"""Retort's multilayer perceptron for the transformers library (trust_remote_code): linear layers with tanh between.
N rows, I numbers in, K classes.
"""
import torch.nn as nn
import torch.nn.functional as F
from transformers import PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import SequenceClassifierOutput


class RetortMlpConfig(PretrainedConfig):
    model_type = 'retort-mlp'

    def __init__(self, widths=(2, 2), **rest):
        super().__init__(**rest)
        self.widths = list(widths)


class RetortMlp(PreTrainedModel):
    config_class = RetortMlpConfig

    def __init__(self, config):
        super().__init__(config)
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(config.widths, config.widths[1:]))
        self.post_init()

    def forward(self, x, labels=None, **_):
        """numbers [N, I] -> logits [N, K]."""
        for layer in self.layers[:-1]:
            x = layer(x).tanh()
        logits = self.layers[-1](x)
        loss = None if labels is None else F.cross_entropy(logits, labels)
        return SequenceClassifierOutput(loss=loss, logits=logits)
