// "Race": the experiment on the table over several seeds, the same for every arm, or, for a small set of one's own, over folds that test
// every row once; and what these runs together show.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Rival, rivals } from '../../catalog/arms';
import { mainFigures } from '../../catalog/catalog';
import { useLocalised } from '../../i18n/use-localised';
import { actions, useExperiment, useStudies, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { resultOf } from '../../state/verdict';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { NumberField } from '../../ui/number-field';
import { ToggleChips } from '../../ui/toggle-chips';
import { OfExperiment } from './of-experiment';
import { FoldsField, FoldsHint, useFolds } from './folds-field';
import { SeedsTable } from './seeds-table';
import { StudyProgress } from './study-progress';
import { VerdictWords } from './verdict-words';
import { WorthInLabels } from './worth';

const SEEDS = { min: 1, max: 10, default: 3 };

export function Race() {
  const { t } = useTranslation(['translation', 'proof']);
  const localised = useLocalised();
  const race = useStudies((state) => state.race);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const config = useExperiment((state) => state.config);
  const [seeds, setSeeds] = useState(SEEDS.default);
  const [controls, setControls] = useState<readonly Rival[]>([]);
  const folds = useFolds();
  const runs = folds.chosen ?? seeds;
  const results = race ? mainFigures(race.base.task).flatMap((figure) => resultOf(race, figure) ?? []) : [];
  return (
    <div className="proof__body">
      {folds.chosen === null && <p className="soft">{t('proof:raceHelp')}</p>}
      <div className="proof__setup">
        {folds.offered && <FoldsField folds={folds} />}
        {folds.chosen === null && (
          <NumberField
            label={t('proof:seeds')}
            value={seeds}
            min={SEEDS.min}
            max={SEEDS.max}
            step={1}
            onChange={setSeeds}
          />
        )}
        <div className="sweep__axis">
          <span aria-hidden="true">{t('proof:controls')}</span>
          <ToggleChips
            label={t('proof:controls')}
            chips={rivals
              .filter(({ id }) => id !== 'baseline')
              .map(({ id }) => ({ value: id, label: t(`speaker.${id}`), mark: <ArmMark arm={id} /> }))}
            chosen={controls}
            onChange={setControls}
          />
        </div>
        <Button
          disabled={busy}
          onClick={() => actions.startRace({ seeds, folds: folds.chosen, rivals: ['baseline', ...controls] })}
        >
          {t('proof:runRace')}
        </Button>
      </div>
      {folds.offered && <FoldsHint folds={folds} />}
      <p className="soft">
        {t(folds.chosen === null ? 'proof:raceSize' : 'proof:foldsSize', {
          count: runs,
          arms: 2 + controls.length,
          steps: config.steps,
        })}
        {rivals
          .filter(({ id }) => controls.includes(id))
          .map(({ id, help }) => (
            <span key={id} className="proof__help">
              {localised(help)}
            </span>
          ))}
      </p>
      {race && (
        <section className="study-result" aria-label={t('proof:views.race')}>
          <OfExperiment study={race} />
          <StudyProgress study={race} />
          {results.map((result, i) => (
            <div key={result.figure} className="study-result__parts">
              <VerdictWords race={race} result={result} busy={busy} />
              <SeedsTable race={race} result={result} />
              {i === 0 && result.verdict && result.over === 'seeds' && (
                <WorthInLabels race={race} busy={busy} />
              )}
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
