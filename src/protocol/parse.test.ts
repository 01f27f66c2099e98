import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RetortError } from '../lib/errors';
import { defaultConfig } from '../catalog/run-config';
import { commandSchemas, eventSchemas } from './messages';
import { errorFields, parseCommand, parseEvent } from './parse';

test('nothing that is received can do worse than a bad-message error', () => {
  const names = [...Object.keys(commandSchemas), ...Object.keys(eventSchemas), '__proto__', 'constructor'];
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ name: fc.oneof(fc.constantFrom(...names), fc.string()), payload: fc.anything() }),
  );
  fc.assert(
    fc.property(anything, (message) => {
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
  const checkpoint = { config: defaultConfig, step: 3, student, baseline: null };
  const command = { name: 'train.start', payload: { config: defaultConfig, checkpoint } };
  expect(parseCommand(structuredClone(command))).toEqual(command);
  const log = { arm: 'student', step: 1, loss: 1, terms: { ce: 1 }, learningRate: 1, temperature: 1 };
  const logs = [{ ...log, lambda: 0, gradNorm: 1, tokens: 1, ms: 1 }];
  const event = { name: 'train.steps', payload: { logs, liveTensors: 1, bytes: 2 } };
  expect(parseEvent(structuredClone(event))).toEqual(event);
});

test('the malformed field is named', () => {
  const message = { name: 'chat.send', payload: { id: 1, text: 3, speaker: 'teacher' } };
  expect(() => parseCommand(message)).toThrow(/chat\.send.*text/);
});

test('any thrown value crosses as code and message', () => {
  expect(errorFields(new RetortError('nan-loss', 'Oh.'))).toEqual({ code: 'nan-loss', message: 'Oh.' });
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(typeof errorFields(thrown).message).toBe('string');
    }),
  );
});
