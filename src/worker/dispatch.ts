// From command to whoever does it. Knows nothing of the worker's global scope, so that tests can run it in their own thread.

import { RetortError } from '../lib/errors';
import type { Commands, Envelope } from '../protocol/messages';
import { errorFields, parseCommand } from '../protocol/parse';
import { EngineRoom, type EngineModules } from './engine-room';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { Chat } from './chat';
import { DataImport, type WithDatabase } from './data-import';
import { PageTools } from './page-tools';
import type { Post } from './post';
import { Session } from './session';
import { readChatSet, readTextSet } from './stored-sets';
import { keepTeacher, readKeptTeacher } from './stored-teachers';
import { Teachers } from './teachers';
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
  const engine = new EngineRoom(post, loadEngine);
  const teachers = new Teachers(post, () => base, fetch);
  const withDatabase: WithDatabase = async (work) => {
    const db = await database();
    return work(db).finally(() => db.close());
  };
  const textSet = (id: string) => withDatabase((db) => readTextSet(db, id));
  const chatSet = (id: string) => withDatabase((db) => readChatSet(db, id));
  const dataImport = new DataImport(post, withDatabase);
  const keptTeacher = (id: string) => withDatabase((db) => readKeptTeacher(db, id));
  const session = new Session({ post, turns, engine, teachers, textSet, chatSet, keptTeacher });
  const pageTools = new PageTools(post);
  const chat = new Chat({
    post,
    turns,
    pageTools,
    classifiers: () => session.classifiers(),
    modelOf: async (who, wait) => {
      const trained = await session.model(who);
      if (trained || who !== 'teacher') return trained;
      return wait ? teachers.current() : teachers.atHand;
    },
  });

  const keep = async (command: Commands['teacher.keep']): Promise<void> => {
    const teacher = (await session.classifiers()).get('teacher');
    if (!teacher)
      throw new RetortError(
        'no-such-speaker',
        'There is no teacher here to keep. Press Distill with task "Sentence intents" first.',
      );
    post('teacher.kept', await withDatabase((db) => keepTeacher(db, teacher, command)));
  };

  const execute = async ({ name, payload }: Envelope<Commands>): Promise<unknown> => {
    switch (name) {
      case 'worker.hello':
        base = payload.base;
        return post('worker.ready', { lifeline: (await holdLifeline?.()) ?? null });
      case 'worker.ping':
        return post('worker.pong', payload);
      case 'engine.start':
        return engine.start(payload.backend);
      case 'engine.check':
        return engine.check(payload.backend);
      case 'teacher.load':
        return teachers.load(payload);
      case 'teacher.fetch':
        return teachers.shipped();
      case 'teacher.keep':
        return keep(payload);
      case 'train.start':
        return session.start(payload);
      case 'train.pause':
        return session.pause();
      case 'train.resume':
        return session.resume();
      case 'train.step':
        return session.takeStep(payload);
      case 'train.stop':
        return session.stop();
      case 'train.reset':
        return session.reset();
      case 'train.adjust':
        return session.adjust(payload);
      case 'chat.send':
        return chat.send(payload);
      case 'chat.stop':
        return chat.stop(payload.id);
      case 'tool.result':
        return pageTools.answer(payload);
      case 'data.open':
        return dataImport.open(payload);
      case 'data.rows':
        return dataImport.rows(payload);
      case 'data.store':
        return dataImport.store(payload);
      case 'data.cancel':
        return dataImport.cancel();
      default:
        name satisfies never;
    }
  };

  /** Carries out a message from the page; resolves when that is done. Whatever goes wrong becomes an error event. */
  return async (message: unknown): Promise<void> => {
    let during = 'receiving';
    try {
      const command = parseCommand(message);
      during = command.name;
      await execute(command);
    } catch (error) {
      post('error', { ...errorFields(error), during });
    }
  };
}
