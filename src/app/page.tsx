// The page: header, explainer, and the six panels as columns (wide) or tabs (narrow). What is in a panel is the panel's own.

import { lazy, type ReactNode, Suspense } from 'react';
import { RunButtons } from '../features/experiment/run-buttons';
import { Explainer } from '../features/explainer/explainer';
import { withWords } from '../i18n/i18n';
import {
  actions,
  useChat,
  useClaims,
  useClass,
  useCompress,
  useData,
  useExport,
  useHidden,
  useLessons,
  usePage,
} from '../state/hooks';
import { type PanelName, PANELS } from '../state/page-store';
import { classNames } from '../ui/class-names';
import { useMediaQuery } from '../ui/use-media-query';
import { ErrorBoundary } from './error-boundary';
import { Header } from './header';
import { LinkedTerms } from './linked-terms';
import { Notices } from './notices';
import './page.css';
import { PanelOf } from './panel-of';
import { useStored } from './stored';
import { panelId, tabId, Tabs } from './tabs';
import { UpdateNote } from './update-note';
import { Welcome } from './welcome';

/** Loaded when it is opened. */
const Presentation = lazy(() => withWords('presentation', () => import('./presentation')));
const InstructorsPack = lazy(() =>
  withWords('pack', () => withWords('lesson', () => import('../features/lessons/instructors-pack'))),
);
const GlossaryDialog = lazy(() =>
  withWords('glossary', () => import('../features/glossary/glossary-dialog')),
);
const DataDialog = lazy(() => withWords('data', () => import('../features/data/data-dialog')));
const CompressDialog = lazy(() =>
  withWords('compress', () => import('../features/compress/compress-dialog')),
);
const ExportDialog = lazy(() => withWords('export', () => import('../features/library/export-dialog')));

// above all panels, where the address brings them
const ClaimPanel = lazy(() => withWords('runs', () => import('../features/runs/claim-panel')));
const PupilPanel = lazy(() =>
  withWords('proof', () => withWords('class', () => import('../features/proof/pupil-panel'))),
);

const Embedded = lazy(() => import('./embedded'));

const WIDE = '(min-width: 900px)';

export function Page() {
  const wide = useMediaQuery(WIDE);
  const [explained, setExplained] = useStored('retort.explained');
  const show = usePage((state) => state.show);
  const embedded = usePage((state) => state.embedded);
  const embedding = embedded.length > 0;
  const dataOpen = useData((state) => state.open);
  const claimed = useClaims(({ link, claim }) => link !== null || claim !== null);
  const dealt = useClass(({ link }) => link !== null);
  const exporting = useExport((state) => state.model !== null);
  const compressing = useCompress((state) => state.about !== null);
  const learning = useLessons(({ listed, lesson }) => listed || lesson !== null);
  const lookingUp = usePage((state) => state.term !== null);
  const presenting = usePage((state) => state.presenting);
  const packOpen = usePage((state) => state.pack);
  const explaining = explained !== 'yes';
  const explain = () => {
    setExplained('no');
    show('experiment');
  };
  const explainer = explaining && !learning && <Explainer onDismiss={() => setExplained('yes')} />;
  return (
    <LinkedTerms>
      {presenting ? (
        <ErrorBoundary>
          <Presentation />
        </ErrorBoundary>
      ) : packOpen ? (
        <ErrorBoundary>
          <InstructorsPack />
        </ErrorBoundary>
      ) : (
        <div
          className={embedding ? '' : classNames('page', wide && 'page--wide', learning && 'page--lesson')}
        >
          {!embedding && (
            <Header
              onExplain={explaining ? null : explain}
              onLearn={learning ? null : () => actions.listLessons()}
            />
          )}
          {claimed && (
            <ErrorBoundary>
              <ClaimPanel />
            </ErrorBoundary>
          )}
          {dealt && (
            <ErrorBoundary>
              <PupilPanel />
            </ErrorBoundary>
          )}
          {embedding ? (
            <Suspense>
              <Embedded panels={embedded} learning={learning} />
            </Suspense>
          ) : wide ? (
            <Columns explainer={explainer} learning={learning} />
          ) : (
            <TabbedPanels
              learning={learning}
              explainer={explainer}
              welcome={explaining && <Welcome onExplain={explain} onDismiss={() => setExplained('yes')} />}
            />
          )}
        </div>
      )}
      <Notices />
      <UpdateNote />
      {dataOpen && (
        <ErrorBoundary>
          <DataDialog />
        </ErrorBoundary>
      )}
      {compressing && (
        <ErrorBoundary>
          <CompressDialog />
        </ErrorBoundary>
      )}
      {exporting && (
        <ErrorBoundary>
          <ExportDialog />
        </ErrorBoundary>
      )}
      {lookingUp && (
        <ErrorBoundary>
          <GlossaryDialog />
        </ErrorBoundary>
      )}
    </LinkedTerms>
  );
}

/** Of panels those that no lesson takes away. */
function useInSight(): (panels: readonly PanelName[]) => readonly PanelName[] {
  const hidden = useHidden();
  return (panels) => panels.filter((panel) => !hidden(panel));
}

/** @param learning whether the lessons stand beside the panels. */
function Columns({ explainer, learning }: { explainer: ReactNode; learning: boolean }) {
  const inSight = useInSight();
  return (
    <main className="page__main">
      {learning && (
        <ErrorBoundary>
          <PanelOf name="lesson" wide />
        </ErrorBoundary>
      )}
      <div className="page__first">
        {explainer}
        <div className={classNames('page__columns', inSight(['chat']).length === 0 && 'page__columns--two')}>
          {inSight(['experiment', 'training', 'chat']).map((panel) => (
            <ErrorBoundary key={panel}>
              <PanelOf name={panel} wide />
            </ErrorBoundary>
          ))}
        </div>
      </div>
      {inSight(['proof', 'microscope', 'runs', 'library']).map((panel) => (
        <ErrorBoundary key={panel}>
          <PanelOf name={panel} wide />
        </ErrorBoundary>
      ))}
    </main>
  );
}

interface TabbedPanelsProps {
  /** Whether the lessons are a tab, too. */
  learning: boolean;
  /** Above the experiment. */
  explainer: ReactNode;
  /** Above the chat, which is what one sees first, until it is used. */
  welcome: ReactNode;
}

function TabbedPanels({ learning, explainer, welcome }: TabbedPanelsProps) {
  const inSight = useInSight();
  const panels = inSight(learning ? ['lesson', ...PANELS] : PANELS);
  const { panel: chosen, show } = usePage((state) => state);
  const silent = useChat((state) => state.entries.length === 0);
  return (
    <main className="page__tabbed">
      {panels.map((panel) => (
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
            {panel === 'chat' && silent && welcome}
            <PanelOf name={panel} wide={false} />
          </ErrorBoundary>
        </div>
      ))}
      {(chosen === 'experiment' || chosen === 'training') && (
        <div className="page__run">
          <RunButtons />
        </div>
      )}
      <Tabs panels={panels} chosen={chosen} onChoose={show} />
    </main>
  );
}
