// A run as a folder that torchrun goes on with: the run in JSON, NumPy and safetensors, and the Python of pytorch/ that trains it.

import type { Localised } from '../../lib/localised';
import type { StorableCodec } from '../bundle';
import type { WrittenFile } from '../model-format';
import { serialiseSafetensors } from '../safetensors';
import { lackedMethods } from './lacking';
import { serialiseNpy } from './npy';
import { TWIN_FORMAT, type TwinRun } from './twin-run';
import { methods } from '../../catalog/catalog';
import readme from '../../../pytorch/torchrun/README.md?raw';
import slurm from '../../../pytorch/torchrun/slurm.sh?raw';

const code = import.meta.glob<string>(
  ['../../../pytorch/{dropout,encoder,mlp,model,muon,objectives}.py', '../../../pytorch/torchrun/*.py'],
  { query: '?raw', import: 'default', eager: true },
);

/** JSON Lines. */
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

export function writeRun(run: TwinRun, name: string, tokenizer?: StorableCodec): WrittenFile[] {
  const { about, plan, orders, rows, targets, teacherWeights, state, metadata } = run;
  const head = { format: TWIN_FORMAT, ...about, orders: Object.keys(orders) };
  return [
    { name: 'README.md', content: readmeOf(run, name) },
    { name: 'run.json', content: `${JSON.stringify(head, null, 1)}\n` },
    { name: 'plan.json', content: JSON.stringify(plan) },
    { name: 'rows.jsonl', content: lines(rows) },
    ...Object.entries(orders).map(([of, order]) => ({
      name: `order-${of}.npy`,
      content: serialiseNpy(order),
    })),
    { name: 'start.safetensors', content: serialiseSafetensors(state, 'F32', metadata) },
    ...(targets ? [weightsFile('targets', { logits: targets })] : []),
    ...(teacherWeights ? [weightsFile('teacher', teacherWeights)] : []),
    ...(tokenizer ? [{ name: 'tokenizer.json', content: tokenizer.toJson() }] : []),
    ...Object.entries(code).map(([path, content]) => ({ name: path.split('/').at(-1)!, content })),
    { name: 'slurm.sh', content: slurm },
  ];
}

const weightsFile = (name: string, tensors: TwinRun['state']): WrittenFile => ({
  name: `${name}.safetensors`,
  content: serialiseSafetensors(tensors, 'F32'),
});

function readmeOf({ about }: TwinRun, name: string): string {
  const label = ({ label }: { label: Localised }) => label.en;
  const facts: Record<string, string | number> = {
    name,
    start: about.startStep,
    steps: about.steps,
    batch: about.batchSize,
    arms: about.arms.map(({ id }) => id).join(', '),
    method: `“${label(methods.find(({ id }) => id === about.method)!)}”`,
    lacked: lackedMethods().map(label).join(', '),
  };
  return readme.replace(/\{\{(\w+)\}\}/g, (_, fact: string) => String(facts[fact]));
}
