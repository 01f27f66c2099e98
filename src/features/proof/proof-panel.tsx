// The Proof panel: what the last finished run came to, or a stored one, the same race over seeds with a verdict, and sweeps over
// settings. It comes into view when the report of a stored run is asked for. What is in the views is loaded when one of them has
// something to show, or will have.

import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProof, useStudies, useTraining } from '../../state/hooks';
import { PROOF_VIEWS, type ProofView } from '../../state/proof-store';
import { isUnderWay } from '../../state/training-store';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import './proof-panel.css';

const load = () => import('./proof-views');
const View = lazy(load);

export default function ProofPanel() {
  const { t } = useTranslation(['translation', 'proof']);
  const { view: chosen, opened, setView } = useProof((state) => state);
  const noReport = useTraining((state) => state.report === null) && !opened;
  const underWay = useTraining((state) => isUnderWay(state.phase));
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
  useEffect(() => {
    if (underWay) load().catch(() => undefined); // offline: it is asked for again when there is something to show
  }, [underWay]);
  return (
    <Panel
      title={t('proof.title')}
      className="proof"
      ref={panel}
      aside={
        <Segmented
          label={t('proof:view')}
          value={view}
          segments={PROOF_VIEWS.map((value) => ({ value, label: t(`proof:views.${value}`) }))}
          onChange={setView}
        />
      }
    >
      {view === 'evaluation' && noReport ? (
        <p className="soft">{t('proof:noReport')}</p>
      ) : (
        <Suspense fallback={<div className="proof__loading" />}>
          <View view={view} />
        </Suspense>
      )}
    </Panel>
  );
}
