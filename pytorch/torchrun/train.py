"""Goes on with this run where the page left it, on one device or on many:
    torchrun --nproc-per-node 4 --max-restarts 3 train.py
README.md has the other ways to start it. One batch = rows a device × devices × parts; by default that is the batch of the run, and
the curve is the page's. Any process that dies ends all; started again (torchrun does it by itself) they go on from the last
checkpoint. A checkpoint is one safetensors file with all weights, moments and averages by the page's names: the page reads it back.
"""
import argparse
import json
import os
from pathlib import Path

import torch
import torch.distributed as dist
from safetensors import safe_open
from safetensors.torch import save_file

from arm import METHODS, Arm
from join import join
from loggers import Loggers
from run_folder import RunFolder

HERE = Path(__file__).resolve().parent
KEPT = 3  # checkpoints


def arguments(given=None):
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--per-device', type=int, help='rows a device takes at once; by default the batch of the run is shared out')
    p.add_argument('--accumulate', type=int, default=1, help='parts of a batch that a device takes one after the other')
    p.add_argument('--checkpoint-every', type=int, default=100, help='steps between two')
    p.add_argument('--device', choices=['auto', 'cpu', 'cuda'], default='auto')
    p.add_argument('--threads', type=int, help='of each process on a CPU')
    p.add_argument('--folder', type=Path, default=HERE, help='of the run; checkpoints, log and result are written there')
    return p.parse_args(given)


def check(about):
    """Before anything starts: nothing is trained otherwise than the page would."""
    lacking = {arm['method'] for arm in about['arms']} - set(METHODS)
    if about['format'] != 'retort-torchrun/1' or lacking:
        raise SystemExit(f'This folder asks for {", ".join(lacking) or about["format"]}, which train.py does not have. '
                         f'It has: {", ".join(METHODS)}. Export the run again from the page.')


def sizes_of(about, args, processes, rank):
    """Processes, number of this one, rows a part, parts of each; said aloud by the first."""
    parts = processes * args.accumulate
    size = args.per_device or about['batchSize'] // parts
    if size * parts != about['batchSize'] and not args.per_device:
        raise SystemExit(f'The batch of {about["batchSize"]} rows cannot be shared out to {processes} devices × {args.accumulate} parts '
                         'evenly. Give --per-device, or another number of devices.')
    if rank == 0:
        own = '' if size * parts == about['batchSize'] else f'; the run has {about["batchSize"]}, so the curve will not be the page’s'
        print(f'batch {size * parts} = {size} rows a device × {processes} devices × {args.accumulate} parts{own}', flush=True)
    return processes, rank, size, args.accumulate


class Checkpoints:
    """checkpoints/STEP.safetensors, each whole before it takes its name; start.safetensors is what the page wrote."""

    def __init__(self, folder):
        self.start, self.folder = folder / 'start.safetensors', folder / 'checkpoints'

    def newest(self):
        return max(self.folder.glob('*.safetensors'), default=self.start)

    def write(self, path, arms, metadata):
        path.parent.mkdir(exist_ok=True)
        tensors = {name: x for arm in arms for name, x in arm.save().items()}
        save_file(tensors, f'{path}.part', metadata=metadata)
        os.replace(f'{path}.part', path)

    def save(self, step, arms, metadata):
        self.write(self.folder / f'{step:08}.safetensors', arms, metadata)
        for old in sorted(self.folder.glob('*.safetensors'))[:-KEPT]:
            old.unlink()


def restore(path, arms):
    """Puts the arms where they were; returns the file's metadata."""
    with safe_open(path, 'pt') as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        metadata = file.metadata()
    for arm in arms:
        arm.load(tensors)
        arm.spread()
    return metadata


def main(given=None):
    args = arguments(given)
    about = json.loads((args.folder / 'run.json').read_text())
    check(about)

    # devices: torchrun, accelerate and SLURM say who is who; Ray has joined the processes already
    processes, rank = int(os.environ.get('WORLD_SIZE', 1)), int(os.environ.get('RANK', 0))
    cuda = args.device == 'cuda' or (args.device == 'auto' and torch.cuda.is_available())
    device = torch.device('cuda', int(os.environ.get('LOCAL_RANK', 0))) if cuda else torch.device('cpu')
    if cuda:
        torch.cuda.set_device(device)
    if args.threads:
        torch.set_num_threads(args.threads)
    joined = dist.is_initialized()
    if processes > 1 and not joined:
        join('nccl' if cuda else 'gloo', rank, processes)
    sizes = sizes_of(about, args, processes, rank)

    # the run, where it is
    run = RunFolder(args.folder, device)
    arms = [Arm(arm, run, device) for arm in about['arms']]
    checkpoints = Checkpoints(args.folder)
    metadata = restore(checkpoints.newest(), arms)
    series = json.loads(metadata.get('series', '[]'))
    # about a thousand points of each curve go back to the page
    stride, sums = max(1, (run.steps - run.start) // 1000), {}
    loggers = Loggers(args.folder, arms[0].step) if rank == 0 else None
    if rank == 0:
        print(f'{", ".join(arm.id for arm in arms)}: from step {arms[0].step} of {run.steps} on {device.type}', flush=True)

    # the loop
    while arms[0].step < run.steps:
        for arm in arms:
            figures = arm.train_step(sizes)
            if rank > 0:
                continue
            loggers.add(arm.id, arm.step, figures)
            mine = sums.setdefault(arm.id, [])
            mine.append(figures)
            if arm.step % stride == 0 or arm.step == run.steps:
                mean = {key: sum(one[key] for one in mine) / len(mine) for key in figures if key != 'gradNorm'}
                series.append({'arm': arm.id, 'step': arm.step, **mean})
                mine.clear()
        step = arms[0].step
        if rank == 0 and (step % args.checkpoint_every == 0 or step == run.steps):
            checkpoints.save(step, arms, {**metadata, 'series': json.dumps(series)})
    if rank == 0:
        loggers.close()
        checkpoints.write(args.folder / 'result.safetensors', arms, {**metadata, 'series': json.dumps(series)})
        print('result.safetensors is the run at its end: open it in the page with “Open run file”.', flush=True)
    if processes > 1 and not joined:
        dist.destroy_process_group()


if __name__ == '__main__':
    main()
