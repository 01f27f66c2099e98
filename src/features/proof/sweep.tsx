// "Sweep": every combination of two settings, as a heat map of the student's main figure. The best cell opens as a run.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useExperiment, useStudies, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';
import { ToggleChips } from '../../ui/toggle-chips';
import { HeatMap } from './heat-map';
import { OfExperiment } from './of-experiment';
import { StudyProgress } from './study-progress';
import { useSettingWords } from './setting-words';
import { firstChosen, offered, type Swept, SWEPT } from './sweep-axes';

const MOST_RUNS = 36;

export function Sweep() {
  const { t } = useTranslation(['translation', 'proof']);
  const words = useSettingWords();
  const sweep = useStudies((state) => state.sweep);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const config = useExperiment((state) => state.config);
  const [fields, setFields] = useState<readonly [Swept, Swept]>(['temperature', 'lambda']);
  const [chosen, setChosen] = useState<Partial<Record<Swept, readonly (string | number)[]>>>({});
  const valuesOf = (field: Swept) => {
    const there = offered(field, config);
    return there.filter((value) => (chosen[field] ?? firstChosen(field, config)).includes(value));
  };
  const axes = fields.map((field) => ({ field, values: valuesOf(field) }));
  const runs = axes.reduce((product, { values }) => product * values.length, 1);
  return (
    <div className="proof__body">
      <p className="soft">{t('proof:sweepHelp')}</p>
      <div className="proof__setup">
        {fields.map((field, i) => (
          <div key={i} className="sweep__axis">
            <SelectField
              label={t(i === 0 ? 'proof:rows' : 'proof:columns')}
              value={field}
              options={SWEPT.map((value) => ({
                value,
                label: words.name(value),
                disabled: value === fields[1 - i],
              }))}
              onChange={(value) =>
                setFields(i === 0 ? [value as Swept, fields[1]] : [fields[0], value as Swept])
              }
            />
            <ToggleChips
              label={t('proof:valuesOf', { name: words.name(field) })}
              chips={offered(field, config).map((value) => ({
                value: String(value),
                label: words.value(value),
              }))}
              chosen={valuesOf(field).map(String)}
              onChange={(texts) =>
                setChosen({
                  ...chosen,
                  [field]: offered(field, config).filter((value) => texts.includes(String(value))),
                })
              }
            />
          </div>
        ))}
        <Button disabled={busy || runs === 0 || runs > MOST_RUNS} onClick={() => actions.startSweep(axes)}>
          {t('proof:runSweep')}
        </Button>
      </div>
      <p className="soft">
        {runs > MOST_RUNS
          ? t('proof:tooMany', { runs, most: MOST_RUNS })
          : t('proof:sweepSize', { count: runs, steps: config.steps })}
      </p>
      {sweep && (
        <section className="study-result" aria-label={t('proof:views.sweep')}>
          <OfExperiment study={sweep} />
          <StudyProgress study={sweep} />
          <HeatMap sweep={sweep} busy={busy} />
        </section>
      )}
    </div>
  );
}
