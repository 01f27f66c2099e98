"""Data-parallel training on one machine's cores: one single-threaded process a core, each with its share of every batch, gradients
summed through shared memory. One meeting a step instead of the hundreds that several threads inside the operators need, which
matters when other programs use the cores too. Not for several machines (torch.distributed).
R replicas, P parameters.
"""
import torch
import torch.multiprocessing as multiprocessing


class Replicas:
    """What the processes share; made before they are forked."""

    def __init__(self, count, parameters):
        self.count = count
        self.shared = torch.zeros(count, parameters + 2).share_memory_()          # [R, P + 2]: gradients, loss, tokens
        self.clock = torch.zeros(1, dtype=torch.float64).share_memory_()          # the progress that replica 0 sees
        self.barrier = multiprocessing.get_context('fork').Barrier(count)

    def combine(self, rank, params, loss, tokens, progress):
        """Replaces each replica's gradients by those of the mean over all tokens of all replicas; returns that mean loss, a scalar tensor,
        and the progress that replica 0 gave, so that all of them stop at one step."""
        if self.count == 1:
            return loss.detach(), progress
        mine = self.shared[rank]
        torch.cat([p.grad.flatten() for p in params], out=mine[:-2])
        mine[:-2] *= tokens
        mine[-2], mine[-1] = loss.item() * tokens, tokens
        if rank == 0:
            self.clock[0] = progress
        self.barrier.wait()
        total = self.shared.sum(0)                                                # [P + 2], the same in every process
        progress = self.clock.item()
        self.barrier.wait()                                                       # nobody writes before all have read
        mean = total[:-1] / total[-1]
        for p, g in zip(params, mean[:-1].split([p.numel() for p in params])):
            p.grad.copy_(g.view_as(p))
        return mean[-1].clone(), progress


def run(count, worker, *args):
    """Calls worker(rank, *args) in `count` forked processes (in this one where count is 1); an error in one ends all."""
    if count == 1:
        worker(0, *args)
    else:
        multiprocessing.start_processes(worker, args=args, nprocs=count, start_method='fork')
