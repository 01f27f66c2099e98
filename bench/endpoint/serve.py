# A llama.cpp server with a GGUF file: python serve.py MODEL.gguf PORT. Says "listening" when it is up, and stays until it is ended.
import sys
import time

import xllamacpp

model, port = sys.argv[1:]
params = xllamacpp.CommonParams()
params.model.path = model
params.hostnames = ["127.0.0.1"]
params.port = int(port)
params.n_parallel = 4
params.n_ctx = 8192
# threads wait for each other by spinning: where other work has a core, two take ten times as long as one
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.verbosity = -1
server = xllamacpp.Server(params)
print("listening", server.listening_address, flush=True)
while True:
    time.sleep(60)
