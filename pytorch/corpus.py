"""Reads the generated corpus (JSON Lines of {"ids": [...], "mask": [...], ...}; mask 1 where the agent writes the token)
and makes batches of dialogues of like length, so that little is padding. Not the generator: that is scripts/make-corpus.ts.
"""
import json
from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

IGNORED = -100  # the label of a position that carries no loss, as cross_entropy's ignore_index
PAD, PLAN, SAY, EOS = 0, 2, 5, 6  # special tokens, by their place in SPECIAL_TOKENS (src/agent/types.ts)


@dataclass
class Corpus:
    """N dialogues, padded: inputs [N, L] are their tokens but the last, labels [N, L] the next token, IGNORED where it carries no loss."""
    inputs: torch.Tensor   # int16
    labels: torch.Tensor   # int16
    lengths: np.ndarray    # [N], tokens of each

    def __len__(self):
        return len(self.lengths)

    def to(self, device):
        return Corpus(self.inputs.to(device), self.labels.to(device), self.lengths)


def read_rows(path: Path):
    """tokens int16, mask bool (all dialogues in one row) and the dialogues' lengths. Kept beside the file as NAME.npz, which is read
    where it is newer, or where the file has been left behind. Raises ValueError where a line has no ids or mask."""
    packed = path.with_suffix('.npz')
    if packed.exists() and not (path.exists() and path.stat().st_mtime > packed.stat().st_mtime):
        with np.load(packed) as kept:
            return kept['tokens'], kept['mask'], kept['lengths']
    tokens, mask, lengths = array('h'), array('b'), []
    with open(path) as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if 'ids' not in row or len(row['ids']) != len(row.get('mask', ())):
                raise ValueError(f'{path}:{number} has no ids and mask of one length')
            tokens.extend(row['ids'])
            mask.extend(row['mask'])
            lengths.append(len(row['ids']))
    rows = np.array(tokens, np.int16), np.array(mask, bool), np.array(lengths)
    np.savez_compressed(packed, tokens=rows[0], mask=rows[1], lengths=rows[2])
    return rows


def read_corpus(path: Path, context: int) -> Corpus:
    """All dialogues of a file that fit the context."""
    tokens, mask, lengths = read_rows(path)
    starts = np.cumsum(lengths) - lengths
    fits = lengths <= context
    if not fits.all():
        print(f'{path}: left out {(~fits).sum()} dialogues longer than {context} tokens')
    starts, lengths = starts[fits], lengths[fits]
    position = np.arange(lengths.max() - 1)                                       # [L]
    written = position < lengths[:, None] - 1                                     # [N, L]
    at = np.where(written, starts[:, None] + position, 0)                         # [N, L]
    inputs = np.where(written, tokens[at], 0).astype(np.int16)
    labels = np.where(written & mask[at + 1], tokens[at + 1], IGNORED).astype(np.int16)
    return Corpus(torch.from_numpy(inputs), torch.from_numpy(labels), lengths)


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
    """Dialogues -> inputs [B, T] padded with 0, labels [B, T], on the corpus's device; T a multiple of 8 or the longest there is."""
    T = (int(corpus.lengths[indices].max()) - 1 + 7) // 8 * 8
    rows = torch.from_numpy(indices).to(corpus.inputs.device)
    return corpus.inputs[rows, :T].long(), corpus.labels[rows, :T].long()
