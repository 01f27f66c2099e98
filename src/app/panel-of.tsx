// A panel of the page by its name, wherever the page puts it.

import { lazy } from 'react';
import { ChatPanel } from '../features/chat/chat-panel';
import { ExperimentPanel } from '../features/experiment/experiment-panel';
import { TrainingPanel } from '../features/training/training-panel';
import { withWords } from '../i18n/i18n';
import type { PanelName } from '../state/page-store';

// below what one sees first
const ProofPanel = lazy(() => withWords('proof', () => import('../features/proof/proof-panel')));
const MicroscopePanel = lazy(() =>
  withWords('microscope', () => import('../features/microscope/microscope-panel')),
);
const RunsPanel = lazy(() => withWords('runs', () => import('../features/runs/runs-panel')));
const LessonsPanel = lazy(() => withWords('lesson', () => import('../features/lessons/lessons-panel')));
const LibraryPanel = lazy(() => withWords('library', () => import('../features/library/library-panel')));

/** @param wide whether panels stand beside each other, each with all that belongs to it. */
export function PanelOf({ name, wide }: { name: PanelName; wide: boolean }) {
  switch (name) {
    case 'experiment':
      return <ExperimentPanel withButtons={wide} />;
    case 'training':
      return <TrainingPanel />;
    case 'chat':
      return <ChatPanel foldable={wide} />;
    case 'proof':
      return <ProofPanel />;
    case 'microscope':
      return <MicroscopePanel />;
    case 'runs':
      return <RunsPanel />;
    case 'lesson':
      return <LessonsPanel />;
    case 'library':
      return <LibraryPanel />;
    default:
      return name satisfies never;
  }
}
