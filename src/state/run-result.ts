// What a lesson reads of a run, from what the worker told of it.

import type { RunResult, TrialMaps } from '../catalog/lesson';
import type { Report } from '../protocol/report';

export function runResult(
  id: string,
  { arms }: Report,
  { maps, curve }: { maps: TrialMaps | null; curve: RunResult['curve'] },
): RunResult {
  const figures = arms.map(({ arm, figures }) => [
    arm,
    Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value])),
  ]);
  const parameters = arms.map(({ arm, cost }) => [arm, cost.parameters]);
  return {
    id,
    figures: Object.fromEntries(figures) as RunResult['figures'],
    parameters: Object.fromEntries(parameters) as RunResult['parameters'],
    curve,
    maps,
  };
}
