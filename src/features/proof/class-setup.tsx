// How the experiment on the table is dealt: what pupils differ in, between how many of them.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Racer, type Rival, rivals } from '../../catalog/arms';
import { addsSentences } from '../../catalog/run-config';
import { MOST_CELLS } from '../../catalog/swept';
import {
  canDeal,
  type ClassStudy,
  type Deal,
  DEALS,
  LEAST_PUPILS,
  MOST_PUPILS,
} from '../../state/class-results';
import { actions, useExperiment } from '../../state/hooks';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { ConfirmButton } from '../../ui/confirm-button';
import { NumberField } from '../../ui/number-field';
import { Segmented } from '../../ui/segmented';
import { ToggleChips } from '../../ui/toggle-chips';
import { AxesFields } from './axes-fields';
import { axesOf, FIRST_AXES } from './sweep-axes';

const A_CLASS = 30;

/** @param forgets whether codes of another study would be lost. */
export function ClassSetup({ forgets }: { forgets: boolean }) {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const config = useExperiment((state) => state.config);
  const [deal, setDeal] = useState<Deal>('seeds');
  const [pupils, setPupils] = useState(A_CLASS);
  const [racing, setRacing] = useState<readonly Rival[]>(['baseline']);
  const [dealt, setDealt] = useState<readonly Racer[]>(['student', 'baseline']);
  const [choice, setChoice] = useState(FIRST_AXES);
  const there = rivals.map(({ id }) => id).filter((id) => id !== 'ownRows' || addsSentences(config));
  const axes = axesOf(choice, config);
  const cells = axes.reduce((product, { values }) => product * values.length, 1);
  const wanted: Omit<ClassStudy, 'base'> = {
    deal,
    pupils,
    arms:
      deal === 'cells'
        ? ['student']
        : (['student', ...there] as const).filter((arm) =>
            deal === 'arms' ? dealt.includes(arm) : arm === 'student' || racing.includes(arm),
          ),
    axes: deal === 'cells' ? axes : [],
  };
  const problem = !canDeal(config)
    ? t('class:cannotDeal')
    : deal === 'cells' && (cells < 2 || cells > MOST_CELLS)
      ? t('class:tooManyCells', { cells, most: MOST_CELLS })
      : deal === 'arms' && wanted.arms.length < 2
        ? t('class:tooFewArms')
        : null;
  const chips = <A extends Racer>(arms: readonly A[]) =>
    arms.map((arm) => ({ value: arm, label: t(`speaker.${arm}`), mark: <ArmMark arm={arm} /> }));
  const make = () => actions.dealClass(wanted);
  return (
    <div className="class__setup">
      <div className="proof__setup">
        <div className="sweep__axis">
          <span aria-hidden="true">{t('class:differ')}</span>
          <Segmented
            label={t('class:differ')}
            value={deal}
            segments={DEALS.map((value) => ({ value, label: t(`class:deals.${value}`) }))}
            onChange={setDeal}
          />
        </div>
        <NumberField
          label={t('class:pupils')}
          value={pupils}
          min={LEAST_PUPILS}
          max={MOST_PUPILS}
          step={1}
          onChange={setPupils}
        />
        {deal === 'cells' && <AxesFields choice={choice} onChange={setChoice} />}
        {deal === 'seeds' && (
          <div className="sweep__axis">
            <span aria-hidden="true">{t('class:racing')}</span>
            <ToggleChips
              label={t('class:racing')}
              chips={chips(there)}
              chosen={racing}
              onChange={setRacing}
            />
          </div>
        )}
        {deal === 'arms' && (
          <div className="sweep__axis">
            <span aria-hidden="true">{t('class:dealt')}</span>
            <ToggleChips
              label={t('class:dealt')}
              chips={chips<Racer>(['student', ...there])}
              chosen={dealt}
              onChange={setDealt}
            />
          </div>
        )}
        {forgets && problem === null ? (
          <ConfirmButton
            first={{ text: t('class:another'), name: t('class:another') }}
            again={{ text: t('class:reallyAnother'), name: t('class:reallyAnother') }}
            onConfirm={make}
          />
        ) : (
          <Button disabled={problem !== null} onClick={make}>
            {t('class:make')}
          </Button>
        )}
      </div>
      <p className={problem ? 'field__problem' : 'soft'}>{problem ?? t(`class:dealHelp.${deal}`)}</p>
    </div>
  );
}
