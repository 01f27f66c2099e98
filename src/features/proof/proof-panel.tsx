// The Proof panel: what the last finished run came to, the same race over seeds with a verdict, and sweeps over settings.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudies } from '../../state/hooks';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import { Evaluation } from './evaluation';
import './proof-panel.css';
import { Race } from './race';
import { Sweep } from './sweep';

const VIEWS = ['evaluation', 'race', 'sweep'] as const;
type View = (typeof VIEWS)[number];

export function ProofPanel() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<View | null>(null);
  // what is under way, or was left behind, is what one wants to see first
  const left = useStudies(({ race, sweep }): View =>
    sweep?.status === 'running' || (sweep && !race) ? 'sweep' : race ? 'race' : 'evaluation',
  );
  const view = chosen ?? left;
  return (
    <Panel
      title={t('proof.title')}
      className="proof"
      aside={
        <Segmented
          label={t('proof.view')}
          value={view}
          segments={VIEWS.map((value) => ({ value, label: t(`proof.views.${value}`) }))}
          onChange={setChosen}
        />
      }
    >
      {view === 'evaluation' ? <Evaluation /> : view === 'race' ? <Race /> : <Sweep />}
    </Panel>
  );
}
