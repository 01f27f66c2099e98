// The page in a frame of another one (?embed=…): some panels without header or tabs, as tall as what is in them, and a way to the whole
// page. It tells the page around it how tall it is, whoever that is: a number gives nothing away.

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { RunButtons } from '../features/experiment/run-buttons';
import { HEIGHT_MESSAGE } from '../state/embedded';
import type { PanelName } from '../state/page-store';
import './embedded.css';
import { ErrorBoundary } from './error-boundary';
import { PanelOf } from './panel-of';

interface EmbeddedProps {
  panels: readonly PanelName[];
  /** Whether a lesson is open, which then comes first. */
  learning: boolean;
}

export default function Embedded({ panels, learning }: EmbeddedProps) {
  const { t } = useTranslation();
  const page = useRef<HTMLElement>(null);
  const shown: readonly PanelName[] = learning ? [...new Set<PanelName>(['lesson', ...panels])] : panels;
  useEffect(() => {
    const tell = () => {
      const height = Math.ceil(page.current!.getBoundingClientRect().height);
      if (parent !== window) parent.postMessage({ type: HEIGHT_MESSAGE, height }, '*');
    };
    const observer = new ResizeObserver(tell);
    observer.observe(page.current!);
    return () => observer.disconnect();
  }, []);
  return (
    <main ref={page} className="embedded">
      <div className="embedded__panels">
        {shown.map((name) => (
          <ErrorBoundary key={name}>
            <PanelOf name={name} wide={name === 'experiment'} />
          </ErrorBoundary>
        ))}
      </div>
      {panels.includes('training') && !panels.includes('experiment') && <RunButtons />}
      <p className="embedded__whole">
        <a
          href={location.pathname}
          target="_blank"
          rel="noopener"
          // with the experiment as it is at the moment of the click
          onClick={({ currentTarget }) => (currentTarget.href = location.pathname + location.hash)}
        >
          {t('app.whole')}
        </a>
      </p>
    </main>
  );
}
