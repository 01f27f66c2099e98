"""How the processes of one run find each other, whoever started them."""
import os
import socket
from datetime import timedelta

import torch.distributed as dist

KEY = 'retort/meeting'


def join(backend, rank, processes):
    """torchrun's own store outlives an attempt, and holds the addresses of processes that are dead: those who start anew would wait
    for them. So each attempt has a store of its own, with the first process; the others ask torchrun's for it until it answers."""
    if os.environ.get('TORCHELASTIC_USE_AGENT_STORE') != 'True':
        return dist.init_process_group(backend)
    master = os.environ['MASTER_ADDR']
    known = dist.TCPStore(master, int(os.environ['MASTER_PORT']), is_master=False)
    if rank == 0:
        host = master if master == 'localhost' else socket.getfqdn()
        store = dist.TCPStore(host, 0, is_master=True, wait_for_workers=False)
        known.set(KEY, f'{host}:{store.port}')
    else:
        store = None
    while store is None:
        host, port = known.get(KEY).decode().rsplit(':', 1)
        try:
            store = dist.TCPStore(host, int(port), is_master=False, timeout=timedelta(seconds=5))
        except RuntimeError:
            continue  # of the attempt before
    store.set_timeout(timedelta(minutes=10))
    dist.init_process_group(backend, store=store, rank=rank, world_size=processes)
