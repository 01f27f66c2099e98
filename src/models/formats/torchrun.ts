// A run that goes on outside the browser, on as many devices as there are: a folder for torchrun. What comes back is no model but
// the run itself, which is opened under Runs (worker/run-return.ts).

import { RetortError } from '../../lib/errors';
import type { Localised } from '../../lib/localised';
import type { ModelFormat } from '../model-format';
import { lacking } from '../torchrun/lacking';

const NO_RUN: Localised = {
  en: 'This form goes on with a run, and the run of this model is not on this device. Choose the student of a run that was stopped early.',
  'zh-CN': '这种形式会继续一次运行，而此模型的运行不在这台设备上。请选择提前停止的运行的学生。',
};

export const format: ModelFormat = {
  id: 'torchrun',
  label: { en: 'PyTorch (torchrun)', 'zh-CN': 'PyTorch (torchrun)' },
  claims: (files) => files.length === 1 && /(^|\/)result\.safetensors$/i.test(files[0]!.name),
  read: () =>
    Promise.reject(
      new RetortError(
        'model-unknown',
        'This is a run that PyTorch went on with, not a model alone. Open it with “Open run file” under Runs.',
      ),
    ),
  writing: {
    unfit(_, run) {
      const why = run ? lacking(run.config) : NO_RUN;
      return why && { why };
    },
    choices: [{ id: 'run', label: { en: 'The run, from where it stands', 'zh-CN': '从当前位置继续的运行' } }],
    async write({ tokenizer }, name, { continuation }) {
      if (!continuation)
        throw new RetortError(
          'checkpoint-gone',
          'The run of this model is not on this device, so it cannot go on. Start it anew.',
        );
      const { writeRun } = await import('../torchrun/write-folder');
      return writeRun(await continuation(), name, tokenizer);
    },
    snippets: (_, name) => [
      {
        language: 'Python',
        code: `# in the folder ${name}; one batch = rows a device × devices × parts, by default that of the run\ntorchrun --nproc-per-node 2 --max-restarts 3 train.py\n`,
      },
    ],
  },
};
