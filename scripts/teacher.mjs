// Makes the teacher that ships with the page, stage by stage:
//   npm run teacher                       all stages
//   npm run teacher -- train evaluate     only these
//   npm run teacher -- train --steps 500  further arguments go to the one stage named (see pytorch/train_teacher.py --help)
// It needs Python 3.10 or newer with pytorch/requirements.txt (PYTHON names another interpreter). A training that was
// interrupted goes on from its last checkpoint in .cache/teacher/.
import { spawnSync } from 'node:child_process';

const python = process.env.PYTHON ?? 'python3';
const stages = {
  corpus: ['node', 'scripts/run.mjs', 'scripts/make-corpus.ts'],
  train: [python, 'pytorch/train_teacher.py'],
  evaluate: ['node', 'scripts/run.mjs', 'scripts/evaluate-agent.ts'],
  calibrate: ['node', 'scripts/run.mjs', 'scripts/teacher-calibration.ts'],
  dialogues: ['node', 'scripts/run.mjs', 'scripts/teacher-dialogues.ts'],
  transcripts: ['node', 'scripts/run.mjs', 'scripts/teacher-transcripts.ts'],
};

const args = process.argv.slice(2);
const flags = args.findIndex((arg) => arg.startsWith('-'));
const named = flags < 0 ? args : args.slice(0, flags);
const rest = flags < 0 ? [] : args.slice(flags);
const unknown = named.filter((name) => !(name in stages));
if (unknown.length > 0 || (rest.length > 0 && named.length !== 1)) {
  console.error(
    `usage: npm run teacher -- [${Object.keys(stages).join('] [')}], or one stage and its arguments`,
  );
  process.exit(2);
}
for (const name of named.length > 0 ? named : Object.keys(stages)) {
  const [command, ...fixed] = stages[name];
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(command, [...fixed, ...rest], { stdio: 'inherit' });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
