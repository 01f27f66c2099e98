// A chat with one small agent, as a page of its own: what "Export model" gives as "One page". No framework, no server, no network.

import { rememberedOf, runDialogue } from '../agent/loop';
import { TokenStream } from '../agent/token-stream';
import type { Transcript } from '../agent/types';
import { errorFields } from '../protocol/errors';
import type { OnePageModel } from '../models/one-page-model';
import { agentOf } from './agent';
import { element } from './element';
import './one-page.css';
import { isChinese, words } from './words';
import { onePageWorld } from './world';

declare global {
  var retortModel: OnePageModel; // put there by the page (models/formats/one-page.ts)
}

const MOST_EXAMPLES = 6;

const { name, facts } = globalThis.retortModel;
document.documentElement.lang = isChinese ? 'zh-CN' : 'en';
document.title = name;

const log = element('div', { className: 'log', role: 'log', tabIndex: 0, ariaLabel: words.conversation });
const message = element('input', {
  ariaLabel: words.message,
  placeholder: words.placeholder,
  autocomplete: 'off',
});
const send = element('button', { type: 'submit' }, words.send);
const form = element('form', {}, message, send);
document.body.append(
  element(
    'header',
    {},
    element('h1', {}, name),
    element('p', { className: 'soft' }, `${words.what} ${words.english}`),
    element(
      'details',
      {},
      element('summary', {}, words.facts),
      element('ul', {}, ...facts.map((fact) => element('li', {}, fact))),
    ),
  ),
  log,
  form,
);

const follow = () => log.scrollTo({ top: log.scrollHeight });
const world = onePageWorld((text) => {
  log.append(element('p', { className: 'alert' }, text));
  follow();
});

function fail(error: unknown): void {
  log.append(element('p', { className: 'failure', role: 'alert' }, errorFields(error).message));
}

try {
  const agent = agentOf(globalThis.retortModel);
  let writing: AbortController | null = null;

  const said: Transcript[] = [];
  const answer = async (text: string): Promise<void> => {
    writing = new AbortController();
    send.textContent = words.stop;
    const plan = element('p', { className: 'plan' });
    const turn = element('div', { className: 'turn' }, plan);
    const say = element('p', {});
    log.append(
      element('p', { className: 'user' }, element('span', { className: 'unseen' }, `${words.you}: `), text),
      turn,
    );
    const stream = new TokenStream(agent.codec);
    let result = element('p', {});
    const planned = { text: '' };
    try {
      const written = await runDialogue({
        ...agent,
        environment: world,
        user: text,
        before: rememberedOf(said, agent.turns),
        constrained: true,
        signal: writing.signal,
        onToken(id) {
          const piece = stream.push(id);
          if (piece.text.startsWith('<') && piece.text.endsWith('>')) return; // a mark
          if (piece.part === 'plan')
            plan.textContent = `${words.plan}: ${(planned.text += piece.text).trim()}`;
          if (piece.part === 'say') {
            if (!say.isConnected) turn.append(say);
            say.textContent = (say.textContent + piece.text).trimStart();
          }
          follow();
        },
        onCall({ name: tool, args }) {
          result = element('p', { className: 'soft' }, words.running);
          const call = element('code', {}, element('b', {}, tool), `(${args.join(', ')})`);
          turn.append(
            element(
              'div',
              { className: 'card', role: 'group', ariaLabel: words.toolCall(tool) },
              call,
              result,
            ),
          );
        },
        onResult(outcome, error) {
          result.textContent = error?.message ?? outcome;
          result.className = error ? 'failure' : '';
        },
      });
      const { stopped } = written;
      if (!stopped) said.push(written);
      if (planned.text.trim() === '') plan.textContent = `${words.plan}: ${words.noTool}`;
      if (stopped === 'length' || stopped === 'malformed')
        turn.append(element('p', { className: 'failure' }, words.broken));
    } catch (error) {
      fail(error);
    }
    writing = null;
    send.textContent = words.send;
    follow();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (writing) return writing.abort();
    const text = message.value.trim();
    if (text === '') return;
    message.value = '';
    document.querySelector('.examples')?.remove();
    void answer(text);
  });

  const examples = [...agent.tools.values()].flatMap(({ example }) => (example?.en ? [example.en] : []));
  log.append(
    element(
      'div',
      { className: 'examples' },
      element('p', { className: 'soft' }, words.tryThese),
      ...examples.slice(0, MOST_EXAMPLES).map((text) => {
        const chip = element('button', { type: 'button', lang: 'en' }, text);
        chip.addEventListener('click', () => {
          message.value = text;
          form.requestSubmit();
        });
        return chip;
      }),
    ),
  );
} catch (error) {
  fail(error);
  send.disabled = true;
}
