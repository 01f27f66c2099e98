"""The run as the page left it in this folder, and its batches. run.json says what is trained and how, plan.json T, lambda and the
learning rate of every step, order*.npy the rows of every step, rows.jsonl the rows themselves, targets.safetensors or
teacher.safetensors what the teacher says of them.
G rows of a whole batch, B of them here, T positions, N that carry loss, V classes.
"""
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from dropout import hash_string, uniform
from model import fuse
from networks import build

SURE = 0.99  # how sure the stand-in of a teacher is of what was written (src/distillation/targets/written-targets.ts)


@dataclass
class Part:
    """Some rows of a batch, and how many of the whole batch count: rows are weighed by these, so that parts add up to the whole."""
    inputs: torch.Tensor              # ids [B, T] or numbers [N, I]
    positions: torch.Tensor | None    # [N] of 0..B T
    labels: torch.Tensor              # [N]
    hard: torch.Tensor                # [N], 1 where the label may be learnt
    written: torch.Tensor | None      # [N], 1 where nobody asks the teacher
    rows: torch.Tensor                # [B]
    first: int                        # place of the first row in the whole batch
    all_hard: int
    all_soft: int


class RunFolder:
    def __init__(self, folder: Path, device):
        self.about = json.loads((folder / 'run.json').read_text())
        self.plan = json.loads((folder / 'plan.json').read_text())
        self.rows = [json.loads(line) for line in (folder / 'rows.jsonl').read_text().splitlines()]
        self.orders = {rows: np.load(folder / f'order-{rows}.npy').ravel() for rows in self.about['orders']}
        self.device = device
        self.start, self.steps = self.about['startStep'], self.about['steps']
        self.table, self.teacher = None, None
        if (folder / 'targets.safetensors').exists():
            self.table = load_file(folder / 'targets.safetensors')['logits'].to(device)  # [rows, V]
        elif (folder / 'teacher.safetensors').exists():
            self.teacher, names = build(self.about['teacher'])
            self.teacher.load_state_dict(fuse(names, load_file(folder / 'teacher.safetensors')))
            self.teacher.to(device).eval()

    def settings(self, step):
        """T, lambda and the learning rate of a step."""
        return (self.plan[key][step - self.start] for key in ('temperature', 'lambda', 'learningRate'))

    def parts(self, which, step, sizes):
        """This process's parts of a step's batch. sizes: processes, number of this one, rows a part, parts of each process."""
        processes, rank, size, count = sizes
        whole, order = processes * size * count, self.orders[which]
        chosen = order[np.arange((step - self.start) * whole, (step - self.start + 1) * whole) % len(order)]
        rows = [self.rows[i] for i in chosen]
        kind = self.about['student']['kind']
        if kind == 'decoder':
            length = math.ceil(max(len(row['ids']) - 1 for row in rows) / 8) * 8
            all_soft = sum(sum(row['mask'][1:]) for row in rows)
            all_hard = sum(sum(row['mask'][1:]) for row in rows if row['known'])
        else:
            length = math.ceil(max(len(row.get('ids', ())) or 1 for row in rows) / 4) * 4
            all_soft, all_hard = whole, sum(row['known'] for row in rows)
        gone = self.missing_words(step, whole * length) if kind == 'encoder' else None
        for first in range(rank * size, whole, processes * size):
            mine = slice(first, first + size)
            make = {'decoder': self.dialogues, 'encoder': self.sentences, 'mlp': self.numbers}[kind]
            made = make(rows[mine], length, gone[mine.start * length:mine.stop * length] if gone else None)
            yield Part(**made, rows=torch.from_numpy(chosen[mine]).to(self.device), first=first, all_hard=all_hard,
                       all_soft=all_soft)

    def missing_words(self, step, count):
        rate = self.about['wordDropout']
        return [x < rate for x in uniform(hash_string(f'{self.about["wordSeed"]} {step}'), count)] if rate > 0 else None

    def dialogues(self, rows, length, _):
        ids = torch.zeros(len(rows), length, dtype=torch.long)
        positions, labels, hard, written = [], [], [], []
        for b, row in enumerate(rows):
            ids[b, :len(row['ids']) - 1] = torch.tensor(row['ids'][:-1])
            counted = [t for t in range(len(row['ids']) - 1) if row['mask'][t + 1]]
            positions += [b * length + t for t in counted]
            labels += [row['ids'][t + 1] for t in counted]
            hard += [float(row['known'])] * len(counted)
            written += [bool(row['written'])] * len(counted)
        return {'inputs': ids.to(self.device), 'positions': self.tensor(positions, torch.long), 'labels': self.tensor(labels, torch.long),
                'hard': self.tensor(hard), 'written': self.tensor(written, torch.bool)}

    def sentences(self, rows, length, gone):
        ids = torch.zeros(len(rows), length, dtype=torch.long)
        for b, row in enumerate(rows):
            ids[b, :len(row['ids'])] = torch.tensor(row['ids'], dtype=torch.long)
        if gone:
            ids[torch.tensor(gone).view(ids.shape)] = 0
        return {'inputs': ids.to(self.device), **self.labelled(rows)}

    def numbers(self, rows, *_):
        return {'inputs': self.tensor([row['x'] for row in rows]), **self.labelled(rows)}

    def labelled(self, rows):
        return {'positions': None, 'labels': self.tensor([row['label'] if row['known'] else 0 for row in rows], torch.long),
                'hard': self.tensor([float(row['known']) for row in rows]), 'written': None}

    def tensor(self, values, dtype=torch.float32):
        return torch.tensor(values, dtype=dtype, device=self.device)

    @torch.no_grad()
    def targets(self, part: Part):
        """What the teacher says, logits [N, V]; of a dialogue that nobody asks it about, a stand-in that is sure of what is written."""
        if self.table is not None:
            return self.table[part.rows]
        V = self.about['student']['config']['vocab_size']
        height = math.log(SURE / (1 - SURE) * (V - 1))
        said = torch.nn.functional.one_hot(part.labels, V) * height               # [N, V]
        if self.teacher is None or part.written.all():
            return said
        return torch.where(part.written[:, None], said, self.teacher(part.inputs, part.positions))
