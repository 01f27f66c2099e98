// Targets of dialogues that the teacher has written but is not asked to score: a stand-in that is 99 % sure of each token written,
// and of the others thinks alike. Soft targets without a teacher's forward pass, of which sequence-level distillation makes
// do (Kim, Rush 2016, arXiv 1606.07947), smoothed (Szegedy et al. 2015, arXiv 1512.00567) so that a temperature means what it
// does elsewhere: the stand-in's logits are given, and T softens them too.
// N positions that carry loss, V classes.

import type { Batch } from '../../data/batches';
import { oneHot } from '../../engine/ops/predictions';
import { tensor } from '../../engine/tensor';
import { askedAbout, inOrder, partOf } from './batch-parts';
import { refuseTaps, type Targets, type TeacherTargets } from './targets';

/** How sure the stand-in is; the shipped teacher is surer than this of nine tokens in ten. */
const SURE = 0.99;

/** @param asked the targets of the other rows. @param isWritten whether a row is one that nobody is asked about. */
export function writtenTargets(asked: Targets, isWritten: (row: number) => boolean, V: number): Targets {
  const height = Math.log((SURE / (1 - SURE)) * (V - 1));
  const standIn = ({ labels }: Batch): TeacherTargets => ({
    logits: oneHot(tensor(labels, [labels.length]), V, height), // [N, V]
  });
  return {
    ...(asked.prepare && { prepare: (batch, turn) => asked.prepare!(batch, turn) }),
    ask(batch, question) {
      const places = [...batch.rows.keys()];
      const written = places.filter((b) => isWritten(batch.rows[b]!));
      const others = places.filter((b) => !isWritten(batch.rows[b]!));
      if (written.length === 0) return asked.ask(batch, question);
      refuseTaps(question.want);
      if (others.length === 0) return standIn(batch);
      const part = partOf(batch, others);
      const scored = asked.ask(part, {
        ...askedAbout(part, question.temperature),
        settings: question.settings,
      });
      return inOrder(batch, [
        [written, standIn(partOf(batch, written))],
        [others, scored],
      ]);
    },
    ...(asked.status && { status: () => asked.status!() }),
    ...(asked.members && { members: asked.members }),
    ...(asked.mixture && { mixture: () => asked.mixture!() }),
  };
}
