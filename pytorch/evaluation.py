"""Teacher-forced accuracy of a decoder on held-out dialogues, and the model folder that the browser reads (Hugging Face's layout).
Teacher-forced: arg max right at every token given the right ones before, without decoding; scripts/evaluate-agent.ts decodes.
B dialogues, T positions, V vocabulary.
"""
import json
import math

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from corpus import EOS, IGNORED, PAD, PLAN, SAY, collate
from model import export


@torch.no_grad()
def evaluate(model, corpus, most):
    """Teacher-forced on the first `most` dialogues: loss a token, and shares of dialogues with plans, plans and calls, all of them right."""
    total, counted, right = 0.0, 0, np.zeros(3)
    indices = np.argsort(corpus.lengths[:most], kind='stable')
    for chosen in np.array_split(indices, math.ceil(len(indices) / 128)):
        ids, labels = collate(corpus, chosen)
        logits = model(ids)                                                       # [B, T, V]
        total += F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction='sum').item()
        counted += (labels != IGNORED).sum().item()
        fine = (logits.argmax(-1) == labels) | (labels == IGNORED)                # [B, T]
        position = torch.arange(ids.shape[1], device=ids.device)
        mark = torch.where((ids > PAD) & (ids <= EOS), position, -1).cummax(1).values  # where the section of each position began, [B, T]
        section = ids.gather(1, mark.clamp(min=0))                                # its special token; what ends it belongs to it
        for i, judged in enumerate((section <= PLAN, section != SAY, position >= 0)):
            right[i] += (fine | ~judged).all(1).sum().item()
    plan, calls, everything = (right / len(indices)).round(4).tolist()
    return {'loss': round(total / counted, 4), 'plan': plan, 'calls': calls, 'all': everything}


def save_model(folder, config, weights, tokenizer, log):
    """The model folder, each file complete before it takes its name. tokenizer: the text of tokenizer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    write = lambda name, text: ((folder / f'.{name}').write_text(text + '\n'), (folder / f'.{name}').rename(folder / name))
    write('config.json', json.dumps(config.to_json(), indent=2))
    half = {name: x.half().cpu() for name, x in export(config, weights).items()}
    save_file(half, folder / '.model.safetensors', metadata={'format': 'pt'})
    (folder / '.model.safetensors').chmod(0o644)  # save_file leaves it to its owner alone
    (folder / '.model.safetensors').rename(folder / 'model.safetensors')
    write('training.json', json.dumps(log, indent=1))
    if tokenizer:
        write('tokenizer.json', tokenizer)
