// What the cards of a run's compressed models say, as rows: the run's own models as they were measured last, then each that was made.

import { BESIDE, type Measured } from '../../state/compress-store';
import type { ModelCard } from '../../state/data-store';
import type { ArmId } from '../../ui/arm';

export interface MeasuredModel {
  key: string;
  arm: ArmId;
  name: string;
  measured: Measured;
  /** Of one that was made smaller; null of the run's own. */
  card: ModelCard | null;
}

/** @param cards of models on this device, newest first. @param nameOf the run's own. */
export function measuredModels(
  cards: readonly ModelCard[],
  model: string,
  nameOf: (who: (typeof BESIDE)[number]) => string,
): MeasuredModel[] {
  const made = cards.filter(({ compression }) => compression?.of.id === model);
  const beside = made[0]?.compression?.beside ?? {};
  return [
    ...BESIDE.flatMap((who): MeasuredModel[] => {
      const measured = beside[who];
      return measured ? [{ key: who, arm: who, name: nameOf(who), measured, card: null }] : [];
    }),
    ...made.toReversed().map((card, i): MeasuredModel => ({
      key: card.id,
      arm: 'compressed',
      name: `${i + 1}. ${card.name}`,
      measured: card.compression!.measured,
      card,
    })),
  ];
}
