"""Reads the generated corpus (JSON Lines of {"ids": [...], "mask": [...], ...}; mask 1 where the agent writes the token)
and makes batches of dialogues of like length, so that little is padding. Not the generator: that is scripts/make-corpus.ts.
"""
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

IGNORED = -100  # the label of a position that carries no loss, as cross_entropy's ignore_index
CALL, SAY = 3, 5  # special tokens, by their place in SPECIAL_TOKENS (src/agent/types.ts)


@dataclass
class Corpus:
    tokens: np.ndarray   # int16, all dialogues in one row
    mask: np.ndarray     # bool, the same length
    starts: np.ndarray   # dialogue i is tokens[starts[i]:starts[i + 1]]

    def __len__(self):
        return len(self.starts) - 1

    @property
    def lengths(self):
        return np.diff(self.starts)


def read_corpus(path: Path, context: int) -> Corpus:
    """All dialogues of a file that fit the context; raises ValueError where a line has no ids or mask."""
    tokens, mask, lengths, dropped = [], [], [], 0
    with open(path) as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if 'ids' not in row or len(row['ids']) != len(row.get('mask', ())):
                raise ValueError(f'{path}:{number} has no ids and mask of one length')
            if len(row['ids']) > context:
                dropped += 1
                continue
            tokens += row['ids']
            mask += row['mask']
            lengths.append(len(row['ids']))
    if dropped:
        print(f'{path}: left out {dropped} dialogues longer than {context} tokens')
    return Corpus(np.array(tokens, np.int16), np.array(mask, bool), np.concatenate([[0], np.cumsum(lengths)]))


def epoch_batches(corpus: Corpus, size: int, seed: int, pool: int = 32):
    """Indices of one epoch's batches: shuffle, sort pools of `pool` batches by length, shuffle the batches. List of [size]."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(corpus))
    order = order[:len(order) // size * size]
    batches = []
    for at in range(0, len(order), size * pool):
        chosen = order[at:at + size * pool]
        batches += np.split(chosen[np.argsort(corpus.lengths[chosen], kind='stable')], len(chosen) // size)
    return [batches[i] for i in rng.permutation(len(batches))]


def collate(corpus: Corpus, indices):
    """Dialogues -> ids [B, T] padded with 0, labels [B, T] (the next token, IGNORED where it carries no loss); T a multiple of 8."""
    longest = int(corpus.lengths[indices].max()) - 1
    T = (longest + 7) // 8 * 8
    ids = np.zeros((len(indices), T), np.int64)
    labels = np.full((len(indices), T), IGNORED, np.int64)
    for row, i in enumerate(indices):
        a, b = corpus.starts[i], corpus.starts[i + 1]
        ids[row, :b - a - 1] = corpus.tokens[a:b - 1]
        labels[row, :b - a - 1] = np.where(corpus.mask[a + 1:b], corpus.tokens[a + 1:b], IGNORED)
    return torch.from_numpy(ids), torch.from_numpy(labels)
