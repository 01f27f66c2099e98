"""The same under Ray: python3 ray_train.py. The folder must lie where every machine sees it, under the same path."""
import sys
from pathlib import Path

import ray
from ray.train import FailureConfig, RunConfig, ScalingConfig
from ray.train.torch import TorchTrainer

HERE = str(Path(__file__).resolve().parent)
DEVICES, GPUS = 2, False


def loop():
    sys.path.insert(0, HERE)
    import train
    train.main([])


if __name__ == '__main__':
    ray.init()
    scaling = ScalingConfig(num_workers=DEVICES, use_gpu=GPUS)
    TorchTrainer(loop, scaling_config=scaling, run_config=RunConfig(failure_config=FailureConfig(max_failures=3))).fit()
