// A training row's soft label as bars that a person moves: one class is given another share and the others shrink in proportion; the
// student's next steps follow it.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { softmax, withShare } from '../../lib/distributions';
import { upTo } from '../../lib/up-to';
import { actions, useStudies, useTraining } from '../../state/hooks';
import type { Inspection } from '../../state/microscope-store';
import { runOfStudy } from '../../state/studies';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { HelpText } from '../../ui/help';
import { Slider } from '../../ui/slider';
import { logitsOf } from './readings';

/** Bars that are shown; the rest share what is left. */
const MOST_BARS = 12;

export function LabelEditor({ seen, row }: { seen: Inspection; row: number }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const underWay = useTraining((state) => isUnderWay(state.phase) && state.stage.id === 'student');
  const ofStudy = useStudies((state) => runOfStudy(state) !== null);
  const why = seen.foretold ? 'dialogue' : ofStudy ? 'study' : underWay ? null : 'over';
  return (
    <section className="microscope__part label-editor" aria-label={t('microscope:label.title', { row })}>
      <h3>{t('microscope:label.title', { row })}</h3>
      {why ? <p className="soft">{t(`microscope:label.${why}`)}</p> : <Bars seen={seen} row={row} />}
    </section>
  );
}

function Bars({ seen, row }: { seen: Inspection; row: number }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const temperature = useTraining((state) => state.config?.temperature ?? 1);
  const teachers = logitsOf(seen, 'teacher');
  const [moved, setMoved] = useState<readonly number[] | null>(null);
  const teacher = teachers ? softmax(teachers[0]!, temperature) : [];
  const shown = moved ?? seen.edited ?? teacher;
  // the order stays while bars are moved
  const [order] = useState(() =>
    upTo(shown.length)
      .sort((a, b) => teacher[b]! - teacher[a]!)
      .filter((k, i) => i < MOST_BARS || k === seen.right[0] || (seen.edited?.[k] ?? 0) > teacher[k]!),
  );
  const set = (probabilities: readonly number[] | null) => {
    setMoved(probabilities);
    actions.editLabel(row, probabilities);
  };
  const edited = moved !== null || seen.edited !== null;
  return (
    <>
      <HelpText>{t('microscope:label.help', { temperature })}</HelpText>
      <div className="label-editor__bars">
        {order.map((k) => (
          <Slider
            key={k}
            label={seen.classes[k]!}
            value={shown[k]!}
            min={0}
            max={1}
            step={0.01}
            text={formatShare(locale, shown[k]!)}
            onChange={(share) => set(withShare(shown, k, share))}
          />
        ))}
      </div>
      <p>
        <Button small icon="reset" disabled={!edited} onClick={() => set(null)}>
          {t('microscope:label.reset')}
        </Button>{' '}
        <span className="soft" role="status">
          {edited && t('microscope:label.edited')}
        </span>
      </p>
    </>
  );
}
