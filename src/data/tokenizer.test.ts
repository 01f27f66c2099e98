import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTranscript } from '../agent/transcript';
import { RetortError } from '../lib/errors';
import encodings from './fixtures/encodings.json';
import fixture from './fixtures/tokenizer.json?raw';
import { Tokenizer, trainTokenizer } from './tokenizer';

const tokenizer = Tokenizer.fromJson(fixture);

describe('Tokenizer', () => {
  it.each(encodings.plain)(
    'encodes and decodes as Hugging Face tokenizers: "$text"',
    ({ text, ids, decoded }) => {
      expect(tokenizer.encode(text)).toEqual(ids);
      expect(tokenizer.decode(ids)).toBe(decoded);
    },
  );

  it('encodes a transcript to the ids that Hugging Face finds in its text', () => {
    const transcript = { user: '2 km ?', plan: [], steps: [], say: 'hi' };
    expect(encodeTranscript(transcript, tokenizer).ids).toEqual(encodings.special[0]!.ids);
  });

  it('loses nothing of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });

  it('writes digits one token each, with and without a space before', () => {
    expect(tokenizer.encode(' 2047')).toHaveLength(4);
    expect(tokenizer.encode('2047')).toHaveLength(4);
  });

  it('reads back its own file', () => {
    expect(Tokenizer.fromJson(tokenizer.toJson()).toJson()).toBe(tokenizer.toJson());
  });

  it('never makes a special token of typed text', () => {
    expect(tokenizer.encode('<call><eos>').every((id) => id > 6)).toBe(true);
  });
});

describe('Tokenizer.fromJson', () => {
  const good = JSON.parse(fixture) as {
    model: { vocab: Record<string, number>; merges: unknown[]; type: string };
  };
  const changed = (change: (file: typeof good) => void): string => {
    const copy = structuredClone(good);
    change(copy);
    return JSON.stringify(copy);
  };
  it.each([
    ['cut off', fixture.slice(0, 500)],
    ['not an object', '[]'],
    ['another model', changed((file) => (file.model.type = 'WordPiece'))],
    ['a missing byte', changed((file) => delete file.model.vocab['a'])],
    ['ids with a gap', changed((file) => (file.model.vocab['a'] = 5000))],
    ['no special tokens', changed((file) => (file.model.vocab['<call>'] = 8))],
    ['a merge into nowhere', changed((file) => file.model.merges.push(['q', 'q']))],
  ])('refuses %s with a remedy', (_, json) => {
    expect(() => Tokenizer.fromJson(json)).toThrow(RetortError);
    expect(() => Tokenizer.fromJson(json)).toThrow(/Choose the tokenizer.json/);
  });

  it('reads merges written as one string, the older format', () => {
    const older = changed(
      (file) => (file.model.merges = (file.model.merges as string[][]).map((m) => m.join(' '))),
    );
    expect(Tokenizer.fromJson(older).encode(' what time')).toEqual(tokenizer.encode(' what time'));
  });
});

describe('trainTokenizer', () => {
  it('merges the most frequent pairs into one token, whatever the order of the texts', () => {
    const texts = [' abab abab', ' abab cd', ' cd xy'];
    const trained = trainTokenizer(texts, 290);
    expect(trained.encode(' abab')).toHaveLength(1);
    expect(trainTokenizer([...texts].reverse(), 290).toJson()).toBe(trained.toJson());
  });

  it('has the size asked for when the texts are rich enough, and says when it is too small', () => {
    const texts = encodings.plain.map(({ text }) => text.repeat(3));
    expect(trainTokenizer(texts, 300).vocabSize).toBe(300);
    expect(() => trainTokenizer(texts, 100)).toThrow(/at least 273/);
  });
});
