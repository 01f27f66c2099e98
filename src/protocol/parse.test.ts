import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RetortError } from '../lib/errors';
import { defaultConfig } from '../catalog/run-config';
import { commandSchemas, eventSchemas } from './messages';
import { errorFields, errorFrom } from './errors';
import { idOf, parseAnswer, parseCommand, parseEvent, parseReply } from './parse';

test('nothing that is received can do worse than a bad-message error', () => {
  const names = [...Object.keys(commandSchemas), ...Object.keys(eventSchemas), '__proto__', 'constructor'];
  const anything = fc.oneof(
    fc.anything(),
    fc.record({
      id: fc.oneof(fc.nat(), fc.anything()),
      name: fc.oneof(fc.constantFrom(...names), fc.string()),
      payload: fc.anything(),
    }),
    fc.record({ reply: fc.oneof(fc.nat(), fc.anything()), ok: fc.anything() }),
  );
  fc.assert(
    fc.property(anything, (message) => {
      expect([null, 'number']).toContain(idOf(message) === null ? null : typeof idOf(message));
      parseAnswer(message);
      for (const parse of [parseCommand, parseEvent]) {
        try {
          const { name } = parse(message);
          expect(names).toContain(name);
        } catch (error) {
          expect(error).toBeInstanceOf(RetortError);
          expect(error).toMatchObject({ code: 'bad-message' });
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('messages cross unchanged, buffers and all', () => {
  const student = new Uint8Array([1, 2, 3]).buffer;
  const arms = { student };
  const from = { config: defaultConfig, stage: 'student', step: 3, arms, watch: null, teacher: null };
  const command = { id: 7, name: 'train.start', payload: { config: defaultConfig, from } };
  expect(parseCommand(structuredClone(command))).toEqual(command);
  const log = { arm: 'student', step: 1, loss: 1, terms: { ce: 1 }, learningRate: 1, temperature: 1 };
  const logs = [{ ...log, lambda: 0, gradNorm: 1, tokens: 1, ms: 1 }];
  const event = { name: 'train.steps', payload: { logs, liveTensors: 1, bytes: 2 } };
  expect(parseEvent(structuredClone(event))).toEqual(event);
});

test('the malformed field is named', () => {
  const message = { id: 1, name: 'chat.send', payload: { id: 1, text: 3, speaker: 'teacher' } };
  expect(() => parseCommand(message)).toThrow(/chat\.send.*text/);
});

test('an answer is a reply or an error, and a reply is checked by its command', () => {
  const error = { code: 'nan-loss', message: 'Oh.' };
  expect(parseAnswer(structuredClone({ reply: 1, ok: undefined }))).toEqual({ reply: 1, ok: undefined });
  expect(parseAnswer({ reply: 1, error })).toEqual({ reply: 1, error });
  expect(parseAnswer({ reply: 1, error: 'Oh.' })).toBeNull();
  expect(parseAnswer({ name: 'progress', payload: {} })).toBeNull();
  expect(parseReply('worker.hello', { lifeline: null })).toEqual({ lifeline: null });
  expect(() => parseReply('worker.hello', { lifeline: 3 })).toThrow(/worker\.hello.*lifeline/);
  expect(parseReply('train.pause', 'whatever')).toBeUndefined();
});

test('any thrown value crosses as code and message', () => {
  const error = new RetortError('nan-loss', 'Oh.');
  expect(errorFields(error)).toEqual({ code: 'nan-loss', message: 'Oh.' });
  expect(errorFrom(errorFields(error))).toEqual(error);
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(typeof errorFields(thrown).message).toBe('string');
    }),
  );
});
