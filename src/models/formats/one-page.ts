// A page of its own: one HTML file, or a folder, with the model and a chat, that works from any host and from disk, without a
// server. Its program is src/one-page, which the build hands over as text (scripts/vite/one-page.ts). In one file both are packed, which
// takes a fifth off it. Only written, never read.

import { gzipSync, strToU8 } from 'fflate';
import { RetortError } from '../../lib/errors';
import { canTalk, onePageModel, toBase64 } from '../one-page-model';
import { bytesOf } from '../quantised';
import { quantise } from '../transforms/quantise';
import type { ModelFormat, RunFacts } from '../model-format';

/** Weights that would take more bytes travel in whole numbers of 8 bits: a page of a million float32 weights is 5 MB of text. */
const MOST_BYTES = 1e6;

/** What a page in one file runs first. Its browsers are those of 2023 and later: Chromium 80, Firefox 113, Safari 16.4. */
const UNPACK = `(async () => {
  const packed = Uint8Array.from(atob(document.getElementById('packed').textContent), (one) => one.charCodeAt(0));
  if (!globalThis.DecompressionStream) return void (document.body.textContent = 'This page needs a browser of 2023 or later.');
  const text = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  document.body.append(Object.assign(document.createElement('script'), { textContent: await text }));
})();`;

export const format: ModelFormat = {
  id: 'one-page',
  label: { en: 'One page', 'zh-CN': '单个网页' },
  claims: () => false,
  read: () =>
    Promise.reject(
      new RetortError(
        'model-unknown',
        'A page with a model in it cannot be read back. Choose the files of the model.',
      ),
    ),
  writing: {
    unfit: (bundle) =>
      canTalk(bundle)
        ? null
        : {
            why: {
              en: 'Only an agent can be talked with on a page of its own. Distil one with the task “Tool-using agent”.',
              'zh-CN': '只有智能体才能在单独的网页中对话。请用“会用工具的智能体”任务蒸馏一个。',
            },
          },
    choices: [
      { id: 'file', label: { en: 'One HTML file', 'zh-CN': '一个 HTML 文件' } },
      {
        id: 'folder',
        label: { en: 'A folder (page, program, model)', 'zh-CN': '一个文件夹（网页、程序、模型）' },
      },
    ],
    async write(bundle, name, { choice, run }) {
      if (!canTalk(bundle))
        throw new RetortError('config-invalid', 'This model does not write. Choose an agent.');
      const { default: program } = await import('virtual:one-page');
      const isHeavy = bytesOf(bundle.weights) > MOST_BYTES;
      const light = isHeavy ? { ...bundle, weights: quantise(bundle, 8).weights } : bundle;
      const facts = [...factsOf(bundle.card, run), ...(isHeavy ? ['weights: whole numbers of 8 bits'] : [])];
      const model = `globalThis.retortModel = ${JSON.stringify(onePageModel(light, facts))};`;
      const { html, script } = program;
      const page = (model: string, script: string) =>
        html.replace('<!--model-->', () => model).replace('<!--program-->', () => script);
      if (choice === 'file') {
        const packed = toBase64(gzipSync(strToU8(`${model}\n${script}`), { level: 9 }));
        return [
          {
            name: `${name}.html`,
            content: page(
              `<script type="text/plain" id="packed">${packed}</script>`,
              `<script>${UNPACK}</script>`,
            ),
          },
        ];
      }
      return [
        {
          name: 'index.html',
          content: page('<script src="model.js"></script>', '<script src="agent.js"></script>'),
        },
        { name: 'model.js', content: model },
        { name: 'agent.js', content: script },
      ];
    },
    snippets: (_, name, choice) => [
      {
        language: 'HTML',
        code: `<iframe src="${choice === 'file' ? `${name}.html` : `${name}/index.html`}" title="${name}" width="420" height="640"></iframe>\n`,
      },
    ],
  },
};

function factsOf(
  {
    parameters,
    teacher,
    figures,
  }: { parameters: number; teacher: string | null; figures: Readonly<Record<string, number>> },
  run: RunFacts | null,
): string[] {
  const exact = figures['exactCall'];
  return [
    `parameters: ${parameters}`,
    ...(teacher ? [`teacher: ${teacher}`] : []),
    ...(run ? [`method: ${run.config.method}, T = ${run.config.temperature}, λ = ${run.config.lambda}`] : []),
    ...(exact === undefined ? [] : [`exact call on held-out dialogues: ${(100 * exact).toFixed(1)} %`]),
  ];
}
