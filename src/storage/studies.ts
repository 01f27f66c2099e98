// The studies of this device, one of each kind; what a study is, study.ts says.

import { guarded, type RetortDatabase } from './database';
import type { Study } from './study';

/** As they were left; what was under way then waits, paused. */
export function loadStudies(db: RetortDatabase): Promise<Study[]> {
  return guarded(async () =>
    (await db.getAll('studies')).map((study) => ({
      ...study,
      status: study.status === 'running' ? ('paused' as const) : study.status,
      cells: study.cells.map((cell) =>
        cell.status === 'running' ? { ...cell, status: 'waiting' as const } : cell,
      ),
    })),
  );
}

export function saveStudy(db: RetortDatabase, study: Study): Promise<void> {
  return guarded(async () => void (await db.put('studies', study)));
}
