import { expect, it } from 'vitest';
import { SPECIAL_TOKENS, type TokenCodec } from '../../agent/types';
import { tokenBatch, type TokenRow } from '../../data/batches';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import { onEveryBackend } from '../../engine/testing';
import { createRng } from '../../lib/rng';
import golden from '../../models/fixtures/distill-ten-steps.json';
import { initTransformer } from '../../models/init';
import { parseTransformerConfig } from '../../models/llama';
import { transformerModel } from '../../models/model';
import { liveByLength } from './live-by-length';

const V = 11;
const config = { ...parseTransformerConfig(JSON.stringify(golden.studentConfig)), vocab_size: V };
const codec = { special: (token: string) => SPECIAL_TOKENS.indexOf(token as '<pad>') } as TokenCodec;

/** 18 rows of up to 32 tokens; of every fifth the right answers are known, and nobody is to match the teacher there. */
function batch() {
  const rng = createRng(5);
  const rows = Array.from({ length: 18 }, (_, i): TokenRow => {
    const ids = Array.from({ length: 3 + rng.int(30) }, () => 1 + rng.int(V - 1));
    return { ids, agentMask: ids.map((_, t) => Number(t === 2 || rng.int(2))), gold: i % 5 === 0 };
  });
  const made = tokenBatch(rows, [...rows.keys()], codec);
  return { ...made, softMask: made.hardMask.map((hard) => 1 - hard) };
}

onEveryBackend('liveByLength', () => {
  it('answers as the teacher does where it may be matched, and reads less for it', async () => {
    const teacher = transformerModel(config, initTransformer(config, 2), false);
    const seen: (readonly number[])[] = [];
    const targets = liveByLength({
      ...teacher,
      forward: (...args) => {
        seen.push(args[0].shape);
        return teacher.forward(...args);
      },
    });
    const asked = batch();
    const inputs = tensor(asked.inputs, asked.shape);
    const positions = tensor(asked.positions!, [asked.positions!.length]);
    const about = { inputs, positions, temperature: 1 };
    const live = memory().numTensors;
    const [mine, theirs] = tidy(() => [
      targets.ask(asked, about).logits,
      teacher.forward(inputs, { positions }).logits,
    ]);
    expect(memory().numTensors).toBe(live + 2);
    const [got, whole] = [await read(mine!), await read(theirs!)];
    for (const [n, soft] of asked.softMask.entries()) {
      for (let v = n * V; v < (n + 1) * V; v++) {
        // a row's products are summed in the same order in a smaller batch; the last bits may differ where tiles do
        if (soft > 0) expect(got[v]).toBeCloseTo(whole[v]!, 5);
        else expect(got[v]).toBe(0);
      }
    }
    expect(seen.map(([B]) => B)).toEqual([8, 6]); // 14 of 18
    const widths = seen.map(([, T]) => T!);
    expect(widths[0]!).toBeLessThan(widths[1]!);
    expect(widths[1]!).toBeLessThanOrEqual(asked.shape[1]);

    // with taps it reads the batch as it is
    seen.length = 0;
    const { hidden } = tidy(() => {
      const { logits, hidden } = targets.ask(asked, { ...about, want: { hidden: [1] } });
      return { logits, hidden: hidden!.get(1)! };
    });
    expect(seen).toEqual([[...asked.shape]]);
    expect(hidden.shape.slice(0, 2)).toEqual([...asked.shape]);
    dispose([inputs, positions, mine, theirs, hidden, teacher.params]);
  });
});
