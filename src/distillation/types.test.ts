import { expectTypeOf, it } from 'vitest';
import type * as protocol from '../protocol/messages';
import type * as wire from '../protocol/report';
import type { Report } from '../evaluation/report';
import type { Checkpoint, DecisionMaps, Evaluation, StepLog } from './types';

it('yields what the worker may send', () => {
  expectTypeOf<StepLog>().toExtend<protocol.StepLog>();
  expectTypeOf<Evaluation>().toExtend<protocol.Evaluation>();
  expectTypeOf<DecisionMaps>().toExtend<protocol.DecisionMaps>();
  expectTypeOf<Report>().toExtend<wire.Report>();
  expectTypeOf<Checkpoint>().toEqualTypeOf<protocol.Checkpoint>();
  expectTypeOf<keyof protocol.StepLog>().toEqualTypeOf<keyof StepLog>();
});
