// The page: header, explainer, and the five panels as columns (wide) or tabs (narrow). What is in a panel is the panel's own.

import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ChatPanel } from '../features/chat/chat-panel';
import { ExperimentPanel } from '../features/experiment/experiment-panel';
import { RunButtons } from '../features/experiment/run-buttons';
import { Explainer } from '../features/explainer/explainer';
import { ProofPanel } from '../features/proof/proof-panel';
import { RunsPanel } from '../features/runs/runs-panel';
import { TrainingPanel } from '../features/training/training-panel';
import { useData, useProof, useTraining } from '../state/hooks';
import { useMediaQuery } from '../ui/use-media-query';
import { ErrorBoundary } from './error-boundary';
import { Header } from './header';
import { Notices } from './notices';
import './page.css';
import { useStored } from './stored';
import { panelId, type PanelName, PANELS, tabId, Tabs } from './tabs';

/** Loaded when it is opened. */
const DataDialog = lazy(() => import('../features/data/data-dialog'));

const WIDE = '(min-width: 900px)';

export function Page() {
  const wide = useMediaQuery(WIDE);
  const [explained, setExplained] = useStored('retort.explained');
  const dataOpen = useData((state) => state.open);
  const explaining = explained !== 'yes';
  return (
    <>
      <div className={wide ? 'page page--wide' : 'page'}>
        <Header onExplain={explaining ? null : () => setExplained('no')} />
        {wide ? (
          <Columns explainer={explaining && <Explainer onDismiss={() => setExplained('yes')} />} />
        ) : (
          <TabbedPanels explainer={explaining && <Explainer onDismiss={() => setExplained('yes')} />} />
        )}
      </div>
      <Notices />
      {dataOpen && (
        <ErrorBoundary>
          <Suspense>
            <DataDialog />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}

interface PanelsProps {
  explainer: ReactNode;
}

function Columns({ explainer }: PanelsProps) {
  return (
    <main className="page__main">
      <div className="page__first">
        {explainer}
        <div className="page__columns">
          {(['experiment', 'training', 'chat'] as const).map((panel) => (
            <ErrorBoundary key={panel}>
              <PanelOf name={panel} wide />
            </ErrorBoundary>
          ))}
        </div>
      </div>
      <ErrorBoundary>
        <ProofPanel />
      </ErrorBoundary>
      <ErrorBoundary>
        <RunsPanel />
      </ErrorBoundary>
    </main>
  );
}

/** The chat comes first: it works before anything else was done. */
function TabbedPanels({ explainer }: PanelsProps) {
  const [chosen, setChosen] = useState<PanelName>('chat');
  const phase = useTraining((state) => state.phase);
  const [phaseSeen, setPhaseSeen] = useState(phase);
  if (phase !== phaseSeen) {
    setPhaseSeen(phase);
    // whoever pressed Distill wants to see it
    if (phase === 'preparing' && chosen === 'experiment') setChosen('training');
  }
  const opened = useProof((state) => state.opened);
  const [openedSeen, setOpenedSeen] = useState(opened);
  if (opened !== openedSeen) {
    setOpenedSeen(opened);
    // whoever asked for a run's report is among the runs
    if (opened) setChosen('proof');
  }
  return (
    <main className="page__tabbed">
      {PANELS.map((panel) => (
        <div
          key={panel}
          id={panelId(panel)}
          role="tabpanel"
          aria-labelledby={tabId(panel)}
          hidden={panel !== chosen}
          className="page__panel"
        >
          <ErrorBoundary>
            {panel === 'experiment' && explainer}
            <PanelOf name={panel} wide={false} />
          </ErrorBoundary>
        </div>
      ))}
      {(chosen === 'experiment' || chosen === 'training') && (
        <div className="page__run">
          <RunButtons />
        </div>
      )}
      <Tabs chosen={chosen} onChoose={setChosen} />
    </main>
  );
}

function PanelOf({ name, wide }: { name: PanelName; wide: boolean }) {
  switch (name) {
    case 'experiment':
      return <ExperimentPanel withButtons={wide} />;
    case 'training':
      return <TrainingPanel />;
    case 'chat':
      return <ChatPanel />;
    case 'proof':
      return <ProofPanel />;
    case 'runs':
      return <RunsPanel />;
    default:
      return name satisfies never;
  }
}
