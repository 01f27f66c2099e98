// Task "both", made ready: the agent's dialogues and the sentences of intents, each task's teacher, and one student for both, a decoder
// with a second head. Everything of either task is as that task makes it; here is only what joins them: a step has rows of both, the
// network has both heads, and figures stand side by side. The single tasks know nothing of it.

import type { Arm } from '../../catalog/arms';
import { teachersOf } from '../../catalog/teachers';
import type { Batch } from '../../data/batches';
import { promptBatch, promptWords } from '../../data/prompts';
import { refuseTaps, type Teacher } from '../../distillation/targets/targets';
import { hashString } from '../../lib/rng';
import { initTransformer } from '../../models/init';
import { transformerModel } from '../../models/model';
import type { TransformerConfig } from '../../models/transformer-config';
import { prepare as prepareDialogues } from '../agent/prepare';
import { prepareSentences } from '../intents/prepare';
import type { Link, Prepare, Task } from '../task';
import { ofIntents, sampleOfIntents } from './figures';

/** The teacher of the intents, among all arms; the agent's is the first. */
const OF_INTENTS: Arm = 'teacher2';

/** A link as the task of its teacher k sees it, where that teacher is the only one. */
const linkOf = ({ student, teachers }: Link, k: number): Link => ({
  student,
  teachers: [teachers[k]!],
  finished: new Map([['teacher', teachers[k]!]]),
});

export const prepare: Prepare = async (config, deps, given) => {
  const [first, second] = teachersOf(config);
  const alone = { specialty: '', moreTeachers: '' };
  const agent = await prepareDialogues(
    { ...config, ...alone, teacher: first!.teacher, task: 'agent' },
    deps,
    [given[0] ?? null],
  );
  const tokenizer = given[0]?.tokenizer ?? (await deps.tokenizer());
  const intents = await prepareSentences(
    { ...config, ...alone, teacher: second!.teacher, task: 'intents' },
    deps,
    [given[1] ?? null],
    {
      wordsOf: (text) => promptWords(text, tokenizer, config.context),
      batchOf: promptBatch(tokenizer),
    },
  );
  return {
    teachers: [...agent.teachers, ...intents.teachers],
    maps: null,
    async distil(link) {
      const dialogues = await agent.distil(linkOf(link, 0));
      return joined(dialogues, await intents.distil(linkOf(link, 1)), config.seed);
    },
  };
};

/** Two tasks as one, on the agent's network with a second head. */
function joined(agent: Task, intents: Task, seed: number): Task {
  const network: TransformerConfig = {
    ...(agent.student.network.config as TransformerConfig),
    intent_classes: intents.classes!.length,
  };
  const firstWeights = initTransformer(network, hashString(`student ${seed}`));
  const writes = (arm: Arm): boolean => arm !== OF_INTENTS;
  const classifies = (arm: Arm): boolean => arm !== 'teacher';
  /** The intents' task has one teacher, who is the first there. */
  const there = (arm: Arm): Arm => (arm === OF_INTENTS ? 'teacher' : arm);
  return {
    ...agent,
    ...{ twin: undefined, corrections: undefined },
    teacher: teacherOfBoth(agent.teacher, intents.teacher),
    student: {
      ...agent.student,
      network: { kind: 'decoder', config: network },
      labels: intents.student.labels,
    },
    rows: {
      total: agent.rows.total + intents.rows.total,
      labelled: agent.rows.labelled + intents.rows.labelled,
    },
    classes: intents.classes,
    batch: (step, lambda) => ({
      ...agent.batch(step, lambda),
      task: 'agent',
      also: intents.batch(step, lambda),
    }),
    createModel: (first = firstWeights) => transformerModel(network, first),
    gap: async (model, options) =>
      ((await agent.gap(model, options)) + (await intents.gap(model, options))) / 2,
    async evaluate(arm, model, options) {
      const classified = classifies(arm) ? await intents.evaluate(there(arm), model, options) : null;
      const figures = ofIntents(classified?.figures ?? {});
      if (!writes(arm)) return { ...classified!, figures };
      const written = await agent.evaluate(arm, model, options);
      return { ...written, figures: { ...written.figures, ...figures } };
    },
    writer: async (arm, model, as) => (writes(arm) ? agent.writer!(arm, model, as) : null),
    async examine(arm, model, options) {
      const classified = classifies(arm) ? await intents.examine(there(arm), model, options) : null;
      const sample = classified?.classified ? sampleOfIntents(classified.classified) : null;
      if (!writes(arm)) return { ...classified!, samples: [sample], classified: sample };
      const written = await agent.examine(arm, model, options);
      return { ...written, samples: [sample, ...written.samples], classified: sample };
    },
  };
}

const NO_TAPS =
  'This method compares more than answers, and the teachers of two tasks have nothing but answers in common. Choose a method on logits.';

/** Each answers about its own task's rows; the agent's may let the student write. */
function teacherOfBoth(agent: Teacher, intents: Teacher): Teacher {
  const { card, prepare } = agent;
  /** The agent's batches as it made them: it knows its own, such as those that the student wrote. */
  const made = new WeakMap<Batch, Batch>();
  return {
    ...agent,
    card: {
      ...card,
      name: `${card.name} + ${intents.card.name}`,
      parameters: card.parameters + intents.card.parameters,
    },
    ...(prepare && {
      async prepare({ also, task, ...batch }, turn) {
        const own = await prepare(batch, turn);
        const both: Batch = { ...own, task: task!, also: also! };
        made.set(both, own);
        return both;
      },
    }),
    ask(batch, asked) {
      refuseTaps(asked.want, NO_TAPS);
      return batch.task === 'intents'
        ? intents.ask(batch, asked)
        : agent.ask(made.get(batch) ?? batch, asked);
    },
  };
}
