// The Proof panel: what the last finished run came to, or a stored one, the same race over seeds with a verdict, and sweeps over
// settings. It comes into view when the report of a stored run is asked for.

import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { useProof, useStudies } from '../../state/hooks';
import { PROOF_VIEWS, type ProofView } from '../../state/proof-store';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import { Evaluation } from './evaluation';
import './proof-panel.css';
import { Race } from './race';
import { Sweep } from './sweep';

export function ProofPanel() {
  const { t } = useTranslation();
  const { view: chosen, opened, setView } = useProof((state) => state);
  // what is under way, or was left behind, is what one wants to see first
  const left = useStudies(({ race, sweep }): ProofView =>
    sweep?.status === 'running' || (sweep && !race) ? 'sweep' : race ? 'race' : 'evaluation',
  );
  const view = chosen ?? left;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!opened) return;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'start' });
  }, [opened]);
  return (
    <Panel
      title={t('proof.title')}
      className="proof"
      ref={panel}
      aside={
        <Segmented
          label={t('proof.view')}
          value={view}
          segments={PROOF_VIEWS.map((value) => ({ value, label: t(`proof.views.${value}`) }))}
          onChange={setView}
        />
      }
    >
      {view === 'evaluation' ? <Evaluation /> : view === 'race' ? <Race /> : <Sweep />}
    </Panel>
  );
}
