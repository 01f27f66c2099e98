// The dialog "Compress": how a run's student is to be made smaller, the work, and what all that was made of it costs and is worth.

import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { type FigureId, figureOf } from '../../catalog/figures';
import { formatBytes, formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Choices } from '../../state/compress-store';
import { actions, useCompress, useData, useRuns, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProgressBar } from '../../ui/progress-bar';
import { Segmented } from '../../ui/segmented';
import { Slider } from '../../ui/slider';
import './compress-dialog.css';
import { type MeasuredModel, measuredModels } from './measured-models';
import { MeasuredTable } from './measured-table';
import { ParetoChart } from './pareto-chart';

const FIRST: Choices = { bits: 8, heads: 0, hidden: 0, zeros: 0, steps: 0, taughtBy: 'run' };
const MOST_STEPS = 1000;
/** Of a run's steps, the healing that is offered once something is lost. */
const TENTH = 0.1;
const BITS = ['32', '8', '4'] as const;

export default function CompressDialog() {
  const { t } = useTranslation(['compress', 'translation']);
  const { about, progress, problem } = useCompress((state) => state);
  const run = useRuns(({ runs }) => runs.find(({ id }) => id === about?.run));
  const cards = useData((state) => state.models);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const locale = useLocale();
  const [given, choose] = useState<Partial<Choices>>({});
  if (!about) return null;
  const task = run?.config.task ?? 'agent';
  const wanted = { ...FIRST, ...given };
  const tenth = Math.min(MOST_STEPS, Math.round(TENTH * (run?.config.steps ?? 0)));
  // 8 bits lose next to nothing
  const harsh = wanted.bits === 4 || wanted.heads + wanted.hidden + wanted.zeros > 0;
  const choices = { ...wanted, steps: given.steps ?? (harsh ? tenth : 0) };
  const nothing = choices.bits === 32 && choices.heads + choices.hidden + choices.zeros === 0;
  const models = measuredModels(cards, about.model, (who) => t(`translation:speaker.${who}`));
  return (
    <Dialog
      title={t('title')}
      closeLabel={t('close')}
      onClose={() => actions.closeCompress()}
      footer={
        <>
          {(busy || nothing) && <span className="soft">{t(busy ? 'busy' : 'nothing')}</span>}
          {progress && <Button onClick={() => actions.cancelCompression()}>{t('cancel')}</Button>}
          <Button
            look="primary"
            disabled={busy || nothing || progress !== null}
            onClick={() => void actions.compress(choices)}
          >
            {t('go')}
          </Button>
        </>
      }
    >
      <div className="compress">
        <p>{t('about')}</p>
        <ChoicesForm
          choices={choices}
          heads={readsOf(task) !== null}
          onChange={(change) => choose({ ...given, ...change })}
        />
        {problem && (
          <div role="alert">
            {locale !== 'en' && <p>{t(`translation:problems.${problem.code as ErrorCode}`)}</p>}
            <p lang="en">{problem.message}</p>
          </div>
        )}
        {progress && (
          <ProgressBar
            label={t(`work.${progress.work}`)}
            done={progress.done}
            total={progress.total}
            text={progress.total > 0 ? `${progress.done} / ${progress.total}` : ''}
          />
        )}
        {models.length === 0 ? (
          <p className="soft">{t('none')}</p>
        ) : (
          <>
            <Chart models={models} task={task} />
            <MeasuredTable models={models} task={task} />
          </>
        )}
      </div>
    </Dialog>
  );
}

interface ChoicesFormProps {
  choices: Choices;
  /** Whether the models attend. */
  heads: boolean;
  onChange: (change: Partial<Choices>) => void;
}

function ChoicesForm({ choices, heads, onChange }: ChoicesFormProps): ReactNode {
  const { t } = useTranslation('compress');
  const locale = useLocale();
  const { bits, steps, taughtBy } = choices;
  const cut = (what: 'heads' | 'hidden' | 'zeros', most: number) => (
    <Slider
      label={t(what)}
      help={t(`${what}Help`)}
      value={choices[what]}
      min={0}
      max={most}
      step={0.05}
      text={formatShare(locale, choices[what], 0)}
      onChange={(value) => onChange({ [what]: value })}
    />
  );
  return (
    <div className="compress__choices">
      <div className="compress__choice">
        <span aria-hidden="true">{t('bits')}</span>
        <Segmented
          label={t('bits')}
          value={String(bits) as (typeof BITS)[number]}
          segments={BITS.map((value) => ({ value, label: t(`bits${value}`) }))}
          onChange={(value) => onChange({ bits: Number(value) as Choices['bits'] })}
        />
      </div>
      {cut('hidden', 0.75)}
      {heads && cut('heads', 0.75)}
      {cut('zeros', 0.9)}
      <Slider
        label={t('steps')}
        help={t('stepsHelp')}
        value={steps}
        min={0}
        max={MOST_STEPS}
        step={10}
        text={steps === 0 ? t('noSteps') : formatNumber(locale, steps, 4)}
        onChange={(value) => onChange({ steps: value })}
      />
      {steps > 0 && (
        <div className="compress__choice">
          <span aria-hidden="true">{t('taughtBy')}</span>
          <Segmented
            label={t('taughtBy')}
            value={taughtBy}
            segments={(['run', 'self'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value) => onChange({ taughtBy: value })}
          />
        </div>
      )}
    </div>
  );
}

function Chart({ models, task }: { models: readonly MeasuredModel[]; task: string }) {
  const { t } = useTranslation('compress');
  const locale = useLocale();
  const localised = useLocalised();
  const [across, setAcross] = useState<'bytes' | 'ms'>('bytes');
  const timed = readsOf(task) !== null;
  const figure = models.find(({ card }) => card)!.card!.compression!.figure as FigureId;
  const places = models.flatMap(({ key, arm, name, measured, card }) => {
    const cost = measured[across];
    const text = card ? name.split('.')[0]! : name;
    return cost === null ? [] : [{ key, arm, text, cost, score: measured.score }];
  });
  return (
    <figure className="compress__chart">
      <div className="compress__chart-head">
        <h3>{t('chart')}</h3>
        {timed && (
          <Segmented
            label={t('across')}
            value={across}
            segments={[
              { value: 'bytes', label: t('bySize') },
              { value: 'ms', label: t('byTime') },
            ]}
            onChange={setAcross}
          />
        )}
      </div>
      <ParetoChart
        title={t('chart')}
        description={t('chartOf', { figure: localised(figureOf(figure).label) })}
        places={places}
        formatCost={(cost) =>
          across === 'bytes' ? formatBytes(locale, cost) : `${formatNumber(locale, cost, 2)} ms`
        }
        formatScore={(score) => formatShare(locale, score)}
      />
      <figcaption className="soft">{t(across === 'bytes' ? 'frontier' : 'frontierTime')}</figcaption>
    </figure>
  );
}
