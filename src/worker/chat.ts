// A turn of the chat: with classifiers at hand an intent (intent-turn.ts), else a dialogue. Finds the speaker's weights, runs
// the agent loop with decoders beside the tensors, streams tokens with their probabilities and calls as cards. Works before
// any engine is loaded, and between the steps of a training run.

import { type Decision, decide, effectOf, planConfidence, type PlanToken } from '../agent/confidence';
import { rememberedOf, runDialogue } from '../agent/loop';
import { tools, toolsKnown } from '../agent/registry';
import { simulatedEnvironment } from '../agent/sim-environment';
import type { TokenCodec, Tool, ToolCall } from '../agent/types';
import type { Localised } from '../lib/localised';
import { VOTE_TEMPERATURE, voteOnAction } from '../agent/vote';
import { RetortError } from '../lib/errors';
import type { LanguageModel } from '../models/language-model/language-model';
import type { Classifier } from '../tasks/intents/classifier';
import { createRng } from '../lib/rng';
import { type Commands, GUESTS, isGuest, type Speaker, type Voice, VOICES } from '../protocol/messages';
import type { Guest } from './guests';
import type { Replies } from '../protocol/replies';
import { errorFields } from '../protocol/errors';
import { heardModel } from './listeners';
import { recognise } from './recognise';
import { intentTurn } from './intent-turn';
import { languageTurn } from './language-turn';
import { Lock } from './lock';
import type { PageTools } from './page-tools';
import type { Post } from './post';
import type { SpeakingModel } from './speaking-model';
import { TokenStream } from '../agent/token-stream';
import { formatCall } from '../agent/transcript';
import { transcriptOf } from './remembered-turn';
import { LANGUAGE_TURN, type Turns } from './turns';

export interface ChatOptions {
  post: Post;
  turns: Turns;
  pageTools: PageTools;
  /** A speaker's weights as they are now; null where it does not exist. `wait` is false for mere listeners: what is not at hand at once stays away. */
  modelOf(speaker: Speaker, wait: boolean): Promise<SpeakingModel | null>;
  /** The models of an intents run; none where the chat is the agent's. */
  classifiers?: () => Promise<ReadonlyMap<Voice, Classifier>>;
  /** A stored model by its id. Throws RetortError where there is none, or none to talk with. */
  guest?: (id: string) => Promise<Guest>;
  /** A language model by its id. Throws RetortError where there is none. */
  languageModel?: (id: string) => Promise<LanguageModel>;
  /** Of the run's own data; null where the tools are the page's. */
  ownTools?: () => ReadonlyMap<string, Tool> | null;
  tools?: ReadonlyMap<string, Tool>;
}

export class Chat {
  /** Turns come one after the other: a decoder remembers one dialogue at a time. */
  readonly #lock = new Lock();
  #running = new Map<number, AbortController>();

  constructor(private readonly options: ChatOptions) {}

  stop(id: number): void {
    this.#running.get(id)?.abort();
  }

  /** Runs a turn to its end; never throws, the reply says what went wrong. */
  send(command: Commands['chat.send']): Promise<Replies['chat.send']> {
    const abort = new AbortController();
    this.#running.set(command.id, abort);
    return this.#lock.run(() => this.#turn(command, abort));
  }

  async #turn(command: Commands['chat.send'], abort: AbortController): Promise<Replies['chat.send']> {
    const started = performance.now();
    const done: Replies['chat.send'] = { say: '', plan: [], stopped: false, tokens: 0, ms: 0 };
    const asked = command.speaker === 'teacher' ? command.languageModel : undefined;
    const pauseTraining = this.options.turns.write(asked === undefined ? undefined : LANGUAGE_TURN);
    try {
      const { speaker } = command;
      const guest = isGuest(speaker) ? await this.#guest(command, speaker) : null;
      const classifiers = guest?.model ? null : await this.#classifiers(command);
      if (classifiers?.size) await this.#intent(command, classifiers, abort.signal);
      else if (asked !== undefined) Object.assign(done, await this.#ask(command, asked, abort.signal));
      else Object.assign(done, await this.#dialogue(command, abort.signal));
    } catch (error) {
      done.error = errorFields(error);
    } finally {
      pauseTraining();
      this.#running.delete(command.id);
    }
    return { ...done, ms: performance.now() - started };
  }

  /** Null where nobody is invited. Where it does not speak itself, one that has gone meanwhile is nobody. */
  async #guest(
    { speaker, guests = {} }: Commands['chat.send'],
    who: (typeof GUESTS)[number],
  ): Promise<Guest | null> {
    const id = guests[who];
    if (id === undefined || !this.options.guest) return null;
    const guest = this.options.guest(id);
    return who === speaker ? guest : guest.catch(() => null);
  }

  /** Of the run and the guests, those that know the speaker's intents; none where the speaker writes. */
  async #classifiers(command: Commands['chat.send']): Promise<ReadonlyMap<Voice, Classifier>> {
    const { speaker } = command;
    const ofRun = await this.options.classifiers?.();
    if (!isGuest(speaker) && !ofRun?.size) return new Map();
    const all = new Map(ofRun);
    for (const who of GUESTS) {
      const guest = await this.#guest(command, who);
      if (guest?.classifier) all.set(who, guest.classifier);
    }
    const known = all.get(speaker)?.labels.join('\n');
    for (const [who, { labels }] of all) if (known && labels.join('\n') !== known) all.delete(who);
    return all;
  }

  #intent(
    command: Commands['chat.send'],
    classifiers: ReadonlyMap<Voice, Classifier>,
    signal: AbortSignal,
  ): Promise<void> {
    const { post, pageTools, tools: known = tools } = this.options;
    return intentTurn({ post, command, classifiers, tools: pageTools.forChat(known, command.id, signal) });
  }

  async #ask(
    { id, text, sampling, before = [] }: Commands['chat.send'],
    asked: string,
    signal: AbortSignal,
  ): Promise<Partial<Replies['chat.send']>> {
    const { post, pageTools, languageModel, ownTools, tools: known = tools } = this.options;
    if (!languageModel)
      throw new RetortError('no-such-speaker', 'There are no language models here. Choose another teacher.');
    return languageTurn({
      ...{ post, id, text, signal, temperature: sampling },
      before: before.map(transcriptOf),
      model: await languageModel(asked),
      tools: ownTools?.() ?? pageTools.forChat(known, id, signal),
    });
  }

  async #dialogue(
    command: Commands['chat.send'],
    signal: AbortSignal,
  ): Promise<Partial<Replies['chat.send']>> {
    const {
      id,
      text,
      speaker,
      constrained,
      sampling,
      opinions,
      before = [],
      thresholds,
      confirmed,
    } = command;
    const { post, pageTools, tools: known = tools } = this.options;
    const models = await this.#models(command);
    const {
      tokenizer: codec,
      ownTools,
      toolNames,
      turns,
      replyWords,
      planTemperature,
    } = models.get(speaker)!;
    const remembered = rememberedOf(before, turns).map(transcriptOf);
    const recognised = recognise(speaker, models, text);
    if (recognised) post('chat.intents', { id, ...recognised });
    const model = heardModel(speaker, models);
    const seed = Math.trunc(performance.now() * 1000);
    const own = toolsKnown(toolNames, known);
    const vote =
      opinions === undefined
        ? null
        : await voteOnAction({
            model: heardModel(speaker, new Map([[speaker, models.get(speaker)!]])),
            codec,
            tools: ownTools ?? own,
            user: text,
            before: remembered,
            constrained,
            temperature: sampling || VOTE_TEMPERATURE,
            of: opinions,
            seed,
            world: { now: Date.now(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
            signal,
          });
    const stream = new TokenStream(codec);
    let call: ToolCall = { name: '', args: [] };
    let calls = -1;
    const callable = ownTools ?? own;
    let decision = 'act' as Decision;
    const dialogue = await runDialogue({
      model,
      codec,
      tools: ownTools ?? pageTools.forChat(own, id, signal),
      before: remembered,
      ...(thresholds &&
        planTemperature !== undefined && {
          permit(call, plan, written) {
            const said = confirmed !== undefined && formatCall(call) === formatCall(confirmed);
            const sure = planConfidence(written, planTemperature);
            if (!said) decision = decide(sure, thresholds, effectOf(plan, callable));
            return decision === 'act';
          },
        }),
      environment: simulatedEnvironment(0), // for the loop's type only: page-tools.ts sends every call to the page
      user: text,
      constrained,
      replyWords,
      temperature: vote ? sampling || VOTE_TEMPERATURE : sampling,
      rng: createRng(vote?.seed ?? seed),
      signal,
      onToken: (token) => {
        post('chat.token', { id, ...stream.push(token), probability: model.probabilities(token) });
      },
      onCall: (next) => {
        call = next;
        post('chat.call', { id, index: ++calls, call });
      },
      onResult: (result, error) =>
        post('chat.call', { id, index: calls, call, ...(error ? { error: error.message } : { result }) }),
    });
    const { plan, say, stopped, ids, planned, held } = dialogue;
    const agreed = vote && { votes: vote.votes, of: vote.of };
    const done = {
      plan,
      say,
      tokens: ids.length,
      stopped: stopped === 'cancelled',
      ...(agreed && { agreed }),
      ...(planTemperature !== undefined && { confidence: planConfidence(planned, planTemperature) }),
      ...(held &&
        decision !== 'act' && {
          held: { call: held, as: decision, label: callable.get(held.name)!.label },
        }),
      ...((decision === 'decline' || (plan.length === 0 && REFUSES.test(say))) && {
        instead: instead(callable, plan, planned[0], codec),
      }),
    };
    return stopped === 'malformed' || stopped === 'length'
      ? { ...done, error: errorFields(brokenReply(speaker, constrained)) }
      : done;
  }

  /** The speaker and whoever else is at hand, each decoder once: the same model may be teacher and guest. Throws RetortError('no-such-speaker'). */
  async #models(command: Commands['chat.send']): Promise<Map<Voice, SpeakingModel>> {
    const { speaker } = command;
    const models = new Map<Voice, SpeakingModel>();
    for (const who of [speaker, ...VOICES.filter((voice) => voice !== speaker)]) {
      const model = isGuest(who)
        ? (await this.#guest(command, who))?.model
        : await this.options.modelOf(who, who === speaker);
      const decoders = [...models.values()].map(({ decoder }) => decoder);
      if (model && !decoders.includes(model.decoder)) models.set(who, model);
    }
    if (models.has(speaker)) return models;
    throw new RetortError(
      'no-such-speaker',
      `There is no ${speaker} to talk with yet. Press Distill with task "Tool-using agent" first, or talk to the teacher.`,
    );
  }
}

/** How a reply says that it is beyond the agent. */
const REFUSES = /\bcan ?'?t\b|\bcannot\b|\bno tool\b|\bbeyond me\b/;
/** Things that it can do, beside one that it does not. */
const INSTEAD = 3;

/** Things to say to it that it can do: of the tools that are not planned those whose names it found likeliest. */
function instead(
  tools: ReadonlyMap<string, Tool>,
  plan: readonly string[],
  first: PlanToken | undefined,
  codec: TokenCodec,
): Localised[] {
  const likely = (name: string): number => first?.logits[codec.encode(` ${name}`)[0]!] ?? 0;
  return [...tools.values()]
    .filter(({ name, example }) => !plan.includes(name) && example.en !== '')
    .sort((a, b) => likely(b.name) - likely(a.name))
    .slice(0, INSTEAD)
    .map(({ example }) => example);
}

function brokenReply(speaker: Voice, constrained: boolean): RetortError {
  const remedy = constrained
    ? 'Write a shorter message, or train it longer.'
    : 'Train it longer, or let it keep to the grammar (constrained decoding).';
  return new RetortError('reply-broken', `The ${speaker} lost its thread and did not finish. ${remedy}`);
}
