"""Where the figures of every step go: log.jsonl always, and TensorBoard (folder tensorboard/) or trackio where they are installed."""
import json


class Loggers:
    def __init__(self, folder, step):
        """step: where the run goes on; what was logged after it was lost, and comes again."""
        path = folder / 'log.jsonl'
        whole = [line for line in path.read_text().splitlines() if line.endswith('}')] if path.exists() else []
        kept = [line for line in whole if json.loads(line)['step'] <= step]
        path.write_text(''.join(f'{line}\n' for line in kept))
        self.file = open(path, 'a', buffering=1)
        self.board = self.trackio = None
        try:
            from torch.utils.tensorboard import SummaryWriter
            self.board = SummaryWriter(folder / 'tensorboard', purge_step=step + 1)
        except ImportError:
            pass
        try:
            import trackio
            trackio.init(project='retort', name=folder.name, resume='allow')
            self.trackio = trackio
        except ImportError:
            pass

    def add(self, arm, step, figures):
        self.file.write(json.dumps({'arm': arm, 'step': step, **figures}) + '\n')
        if self.board:
            for name, value in figures.items():
                self.board.add_scalar(f'{arm}/{name}', value, step)
        if self.trackio:
            self.trackio.log({f'{arm}/{name}': value for name, value in figures.items()}, step=step)

    def close(self):
        self.file.close()
        if self.board:
            self.board.close()
        if self.trackio:
            self.trackio.finish()
