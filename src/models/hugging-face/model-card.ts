// README.md of an exported model: what it is, whom it learnt from and how, and how good it was, in the form of Hugging Face's model
// cards. English, as there.

import { figures } from '../../catalog/figures';
import { BUILT_IN_SET } from '../../catalog/run-config';
import { methodInfo, methods, tasks } from '../../catalog/catalog';
import type { Snippet } from '../../protocol/model-export';
import type { Evaluation } from '../../protocol/training';
import type { ModelBundle } from '../bundle';
import type { RunFacts } from '../model-format';

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** "Exact call" of a figure's id. */
const labelOf = (id: string): string => figures.find((figure) => figure.id === id)?.label.en ?? id;
const shown = (id: string, value: number): string =>
  figures.find((figure) => figure.id === id)?.unit === 'share' ? percent(value) : value.toFixed(3);

/** @param snippet runs the files that the card lies beside. */
export function modelCard(
  bundle: ModelBundle,
  name: string,
  run: RunFacts | null,
  snippet: Snippet,
  library = 'transformers',
): string {
  const { card, network } = bundle;
  // of whoever made it, not of this project
  const own =
    card.origin === 'imported' ||
    card.terms !== '' ||
    (card.dataSet !== null && card.dataSet !== BUILT_IN_SET && card.task !== 'points');
  const task = tasks.find(({ id }) => id === card.task);
  return [
    frontMatter(bundle, own, library),
    `# ${name}`,
    `${purpose(network.kind)} ${card.parameters.toLocaleString('en')} parameters, made with Retort, which distils models in a web page.`,
    '## How it came about',
    facts([
      ['Task', task?.label.en],
      ['Data', own && card.dataSet ? `a set of the person’s own (${card.dataSet})` : card.dataSet],
      ['Origin', card.origin],
      ['Teacher', card.teacher],
      ['Terms of the teacher', card.terms],
      ['Method', methods.find(({ id }) => id === card.method)?.label.en ?? card.method],
      ...runFacts(run),
    ]),
    ...figureTable(card.figures, run?.evaluations ?? []),
    '## How to run it',
    `\`\`\`python\n${snippet.code}\`\`\``,
    ...(network.kind === 'mlp'
      ? []
      : [
          "It reads words as that page hears them: lower case, every number and mark a word of its own (“what’s 12*7?” is “what's 12 * 7 ?”), and a space before the first.",
        ]),
    '## Licence',
    own
      ? 'That of the data and the model that it was made from; whoever made it decides.'
      : 'MIT, as the page, the data and the teacher that it was made with.',
    '',
  ].join('\n\n');
}

function purpose(kind: ModelBundle['network']['kind']): string {
  if (kind === 'decoder')
    return 'A small tool-using agent: it plans, calls tools and answers, token by token.';
  return kind === 'encoder' ? 'A classifier of sentences.' : 'A classifier of rows of numbers.';
}

function frontMatter({ network: { kind } }: ModelBundle, own: boolean, library: string): string {
  const pipeline = { decoder: 'text-generation', encoder: 'text-classification', mlp: null }[kind];
  return [
    '---',
    `license: ${own ? 'other' : 'mit'}`,
    `library_name: ${library}`,
    ...(pipeline ? [`pipeline_tag: ${pipeline}`] : []),
    'tags: [retort, knowledge-distillation]',
    '---',
  ].join('\n');
}

const facts = (list: readonly (readonly [string, string | null | undefined])[]): string =>
  list.flatMap(([what, value]) => (value ? [`- ${what}: ${value}`] : [])).join('\n');

function runFacts(run: RunFacts | null): [string, string][] {
  if (!run) return [];
  const { temperature, lambda, steps, batchSize, learningRate, labelShare, seed, method, student } =
    run.config;
  return [
    ['Student', student],
    ['Loss', `$${methodInfo(method).formula}$, λ weights the hard labels`],
    ['Temperature T', String(temperature)],
    ['λ', String(lambda)],
    ['Labels seen', percent(labelShare)],
    ['Steps', `${steps} of ${batchSize} rows, learning rate ${learningRate}, seed ${seed}`],
  ];
}

/** Figures of every model of the run, or those of the card where the run is gone. */
function figureTable(own: Readonly<Record<string, number>>, evaluations: readonly Evaluation[]): string[] {
  const rows = evaluations.length > 0 ? evaluations : [{ arm: 'this model', n: undefined, figures: own }];
  const ids = figures.map(({ id }) => id).filter((id) => rows.some((row) => row.figures[id] !== undefined));
  if (ids.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(['Model', ...ids.map(labelOf), 'Held-out examples']),
    line(['---', ...ids.map(() => '---:'), '---:']),
    ...rows.map(({ arm, n, figures: of }) =>
      line([
        arm,
        ...ids.map((id) => (of[id] === undefined ? '' : shown(id, of[id]))),
        n === undefined ? '' : String(n),
      ]),
    ),
  ].join('\n');
  return ['## Figures', `On held-out data, at the run’s last check:\n\n${table}`];
}
