// From command to whoever does it, and the answer back. Knows nothing of the worker's global scope, so that tests can run it in
// their own thread.

import { llmOf } from '../catalog/run-config';
import { RetortError } from '../lib/errors';
import { WorkerCourier } from '../models/language-model/endpoint/courier';
import type { EncoderOf } from '../models/sentence-encoder/sentence-encoder';
import { sizeIdOf } from '../models/sizes';
import type { Commands } from '../protocol/messages';
import { errorFields } from '../protocol/errors';
import { idOf, parseCommand } from '../protocol/parse';
import type { Answer, Replies } from '../protocol/replies';
import { EngineRoom, type EngineModules } from './engine-room';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { Chat } from './chat';
import { continuationOf } from './continuation';
import { Compressor } from './compressor';
import { Corrector } from './corrector';
import { DataImport } from './data-import';
import { Encoders } from './encoders';
import { Guests } from './guests';
import { Inspector } from './inspector';
import { LanguageModels } from './language-models';
import { ModelExport } from './model-export';
import { PageModels } from './page-models';
import { PageTools } from './page-tools';
import type { Post } from './post';
import { takeBackRun } from './run-return';
import { Session } from './session';
import { storedMeasurements } from './stored-measurements';
import { readChatSet, readTextSet } from './stored-sets';
import { keepModel } from './stored-models';
import { speakingModel } from './speaking-model';
import { withDatabase as databaseUser } from './with-database';
import { Bundles } from './bundles';
import { Turns } from './turns';

export interface DispatchOptions {
  post: Post;
  /** Takes hold of the lifeline; resolves to its name, or null where there is none. */
  holdLifeline?: () => Promise<string | null>;
  loadEngine?: () => Promise<EngineModules>;
  fetch?: typeof fetch;
  database?: () => Promise<RetortDatabase>;
}

export function createDispatcher({
  post,
  holdLifeline,
  loadEngine,
  fetch,
  database = openDatabase,
}: DispatchOptions) {
  let base = '';
  const turns = new Turns();
  const withDatabase = databaseUser(database);
  const engine = new EngineRoom(post, loadEngine, storedMeasurements(withDatabase));
  const bundles = new Bundles(post, () => base, withDatabase, fetch);
  const courier = new WorkerCourier();
  const pageModels = new PageModels();
  const languageModels = new LanguageModels(post, withDatabase, courier, pageModels);
  const others = (id: string) => languageModels.encoder(id);
  const encoders = new Encoders(post, withDatabase, () => bundles.shipped(), { courier, others });
  const languageModel = (id: string) => languageModels.model(id);
  const encoder: EncoderOf = async ({ id, words }) => {
    const asked = llmOf(id);
    if (asked === null || !words) return encoders.encoder(id);
    const { labelScorer } = await import('../tasks/intents/label-scorer');
    return labelScorer(await languageModel(asked), id, words);
  };
  const textSet = (id: string) => withDatabase((db) => readTextSet(db, id));
  const chatSet = (id: string) => withDatabase((db) => readChatSet(db, id));
  const dataImport = new DataImport(post, withDatabase);
  const brought = { textSet, chatSet, encoder, languageModel };
  const session = new Session({ post, turns, engine, bundles, ...brought, withDatabase });
  const pageTools = new PageTools(post);
  const guests = new Guests(engine, (id) => bundles.bundle(id), encoder);
  const chat = new Chat({
    post,
    turns,
    pageTools,
    classifiers: () => session.classifiers(),
    guest: (id) => guests.guest(id),
    languageModel,
    ownTools: () => session.tools,
    modelOf: async (who, wait) => {
      const trained = await session.model(who);
      if (trained || who !== 'teacher') return trained;
      const teacher = wait ? await bundles.current() : bundles.atHand;
      return teacher && speakingModel(teacher);
    },
  });

  const inspector = new Inspector({
    turns,
    engine,
    bundles,
    encoder,
    sights: session,
    leftBy: (run) => session.leftBy(run),
  });

  const modelExport = new ModelExport({
    post,
    bundle: (id) => bundles.bundle(id),
    withDatabase,
    continuation: (run, hooks) =>
      continuationOf(run, { post, engine, bundles, ...brought, withDatabase }, hooks),
  });

  const compressor = new Compressor({
    ...{ post, engine, bundles, ...brought, withDatabase },
    left: () => session.left,
    refuseWhileUnderWay: () => session.refuseWhileUnderWay(),
  });

  const corrector = new Corrector({
    ...{ post, engine, bundles, ...brought, withDatabase },
    student: () => session.bundle('student'),
    refuseWhileUnderWay: () => session.refuseWhileUnderWay(),
    replaceStudent: (student) => session.replaceStudent(student),
  });

  const keep = async ({ of, ...about }: Commands['model.keep']): Promise<Replies['model.keep']> => {
    const bundle = await session.bundle(of);
    if (!bundle)
      throw new RetortError('no-such-speaker', `There is no ${of} here to keep. Press Distill first.`);
    return withDatabase((db) => keepModel(db, bundle, { ...about, run: null, kept: true }));
  };

  const handlers: Handlers = {
    'worker.hello': async (hello) => {
      base = hello.base;
      return { lifeline: (await holdLifeline?.()) ?? null };
    },
    'worker.ping': () => undefined,
    'engine.start': async ({ backend }) => void (await engine.start(backend)),
    'teacher.load': (files) => bundles.load(files),
    'teacher.fetch': async () => void (await bundles.shipped()),
    'encoder.load': (files) => encoders.load(files),
    'encoder.fetch': ({ hubId }) => encoders.fetch(hubId),
    'encoder.cancel': () => encoders.cancel(),
    'encoder.labels': async ({ textSet: set, labelWords }) => {
      const { wordsOfLabels } = await import('../tasks/intents/label-words');
      return wordsOfLabels({ textSet: set, labelWords }, textSet);
    },
    'llm.describe': (described) => languageModels.describe(described),
    'llm.take': (file) => pageModels.take(file),
    'llm.measure': async ({ model, config }) => {
      const { trialSentences } = await import('../tasks/intents/examples');
      return languageModels.measure({ model }, await trialSentences(config, textSet));
    },
    'llm.test': (described) => languageModels.test(described),
    'llm.cancel': () => languageModels.cancel(),
    'llm.examples': async ({ config, perLabel }) => {
      const { examplesOf } = await import('../tasks/intents/examples');
      return examplesOf(config, perLabel, textSet);
    },
    'model.keep': keep,
    'model.shape': async ({ model }) => {
      const { network } = await bundles.bundle(model);
      return {
        size: sizeIdOf(network),
        plain: network.kind === 'decoder' && !network.config.key_smearing,
      };
    },
    'train.start': (run) => session.start(run),
    'train.open': (run) => session.open(run),
    'train.pause': () => session.pause(),
    'train.resume': () => session.resume(),
    'train.step': (run) => session.takeStep(run),
    'train.stop': () => session.stop(),
    'train.reset': () => session.reset(),
    'train.adjust': (moves) => session.adjust(moves),
    inspect: (look) => inspector.inspect(look),
    'inspect.cancel': () => inspector.cancel(),
    'inspect.rows': (search) => inspector.rows(search),
    'chat.send': (message) => chat.send(message),
    'chat.stop': ({ id }) => chat.stop(id),
    'tool.result': (answer) => pageTools.answer(answer),
    'data.open': (files) => dataImport.open(files),
    'data.rows': (page) => dataImport.rows(page),
    'data.store': (set) => dataImport.store(set),
    'data.cancel': () => dataImport.cancel(),
    'model.forms': (model) => modelExport.forms(model),
    'model.export': (model) => modelExport.write(model),
    'model.cancelExport': () => modelExport.cancel(),
    'model.compress': (model) => compressor.compress(model),
    'model.cancelCompression': () => compressor.cancel(),
    'student.tryWays': (tried) => compressor.tryWays(tried),
    'correction.tools': (about) => corrector.tools(about),
    'correction.check': (typed) => corrector.check(typed),
    'correction.learn': (list) => corrector.learn(list),
    'correction.cancel': () => corrector.cancel(),
    'run.takeBack': (file) => takeBackRun(file, withDatabase),
  };
  const carryOut = <K extends keyof Commands>({ name, payload }: { name: K; payload: Commands[K] }) =>
    handlers[name](payload);

  /**
   * Carries out a message from the page; resolves to the answer when that is done, whatever goes wrong. Null for what bears no
   * id to answer to: that becomes an error event.
   */
  return async (message: unknown): Promise<Answer | null> => {
    const reply = idOf(message);
    try {
      const command = parseCommand(message);
      return { reply: command.id, ok: await carryOut(command) };
    } catch (error) {
      if (reply !== null) return { reply, error: errorFields(error) };
      post('error', { ...errorFields(error), during: 'receiving' });
      return null;
    }
  };
}

/** How each command is carried out. */
type Handlers = {
  [K in keyof Commands]: (payload: Commands[K]) => Replies[K] | Promise<Replies[K]>;
};
