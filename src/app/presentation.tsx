// The page in front of a class: one panel at a time, large, nothing else; everything by keys, which a list shows. What the pointer is on
// can be lit up, in place of a laser.

import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PACE_NAMES, paceOf, PACES } from '../catalog/paces';
import { withWords } from '../i18n/i18n';
import { actions, useExperiment, useLessons, usePage, useTraining } from '../state/hooks';
import { type PanelName, PANELS } from '../state/page-store';
import { IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Panel } from '../ui/panel';
import { ErrorBoundary } from './error-boundary';
import { PanelOf } from './panel-of';
import './presentation.css';
import { Spotlight } from './spotlight';

const FlowView = lazy(() => withWords('training', () => import('../features/training/flow-view')));

/** How a step flows has a place of its own here. */
type Stage = PanelName | 'flow';
const STAGES = PANELS.flatMap((panel): Stage[] => (panel === 'training' ? [panel, 'flow'] : [panel]));

const ACTS = {
  next: ['ArrowRight', 'PageDown'],
  back: ['ArrowLeft', 'PageUp'],
  run: [' '],
  step: ['n'],
  pace: ['s'],
  mark: ['m'],
  point: ['h'],
  full: ['f'],
  keys: ['?'],
  leave: ['Escape'],
} as const;
type Act = keyof typeof ACTS;

const actOf = (key: string): Act | undefined =>
  (Object.keys(ACTS) as Act[]).find((act) => (ACTS[act] as readonly string[]).includes(key));

/** Where a key is for what has the focus, not for the presentation. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof Element)) return false;
  if (target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])')) return true;
  if (key === ' ') return target.matches('button, a, input, summary');
  return key.startsWith('Arrow') && target.matches('input, [role=tab], [role=img], canvas, summary');
}

export default function Presentation() {
  const { t } = useTranslation(['translation', 'presentation', 'training']);
  const shown = usePage((state) => state.panel);
  const { show, leaveStage } = usePage((state) => state);
  const [flow, setFlow] = useState(false);
  const [listing, setListing] = useState(false);
  const [pointing, setPointing] = useState(false);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLElement>(null);
  const { phase, step, stepMs, pauseAt } = useTraining((state) => state);
  const evalEvery = useExperiment((state) => state.config.evalEvery);
  const stage: Stage = flow ? 'flow' : shown;
  const learning = useLessons(({ listed, lesson }) => listed || lesson !== null);
  const stages: readonly Stage[] = learning ? ['lesson', ...STAGES] : STAGES;
  const at = stages.indexOf(stage);
  const titleOf = (one: Stage) => (one === 'flow' ? t('flow.summary') : t(`${one}.title`));

  const go = (by: number) => {
    const next = stages[(at + by + stages.length) % stages.length]!;
    setFlow(next === 'flow');
    show(next === 'flow' ? 'training' : next);
    setSaid('');
    root.current?.focus();
  };
  const act = (name: Act) => {
    switch (name) {
      case 'next':
        return go(1);
      case 'back':
        return go(-1);
      case 'run':
        if (phase === 'running') return actions.pause();
        if (phase === 'paused') return actions.resume();
        return actions.distill();
      case 'step':
        return phase === 'running' ? actions.pause() : actions.step();
      case 'pace': {
        const pace = PACE_NAMES[(PACE_NAMES.indexOf(paceOf(stepMs)) + 1) % PACE_NAMES.length]!;
        actions.slowDown(PACES[pace]);
        return setSaid(t(`training:flow.paces.${pace}`));
      }
      case 'mark': {
        const mark = pauseAt === null ? (Math.floor(step / evalEvery) + 1) * evalEvery : null;
        actions.pauseAt(mark);
        return setSaid(
          mark === null ? t('presentation:pausesNot') : t('presentation:pausesAt', { step: mark }),
        );
      }
      case 'point':
        return setPointing(!pointing);
      case 'full':
        // a browser may refuse
        return void (
          document.fullscreenElement
            ? document.exitFullscreen()
            : document.documentElement.requestFullscreen()
        ).catch(() => undefined);
      case 'keys':
        return setListing(true);
      case 'leave':
        return leaveStage();
      default:
        return name satisfies never;
    }
  };
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    root.current?.focus();
    const press = (event: KeyboardEvent) => {
      const name = actOf(event.key);
      if (!name || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      event.preventDefault();
      latest.current(name);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  const stop = useCallback(() => setPointing(false), []);

  return (
    <section ref={root} tabIndex={-1} aria-label={t('presentation:title')} className="presentation">
      <div className="presentation__stage">
        <ErrorBoundary key={stage}>
          <Suspense>
            {flow ? (
              <Panel title={t('flow.summary')} className="training-panel">
                <FlowView />
              </Panel>
            ) : (
              <PanelOf name={shown} wide={shown === 'experiment'} />
            )}
          </Suspense>
        </ErrorBoundary>
      </div>
      <footer className="presentation__foot">
        <IconButton icon="back" label={t('presentation:acts.back')} onClick={() => go(-1)} />
        <p role="status">
          {t('presentation:of', { title: titleOf(stage), n: at + 1, count: stages.length })}
          {said && ` · ${said}`}
        </p>
        <IconButton icon="send" label={t('presentation:acts.next')} onClick={() => go(1)} />
        <button type="button" className="button button--quiet button--small" onClick={() => setListing(true)}>
          {t('presentation:hint')}
        </button>
        <IconButton icon="close" label={t('presentation:acts.leave')} onClick={leaveStage} />
      </footer>
      {pointing && <Spotlight within={root} onLost={stop} />}
      {listing && <KeyList onClose={() => setListing(false)} />}
    </section>
  );
}

function KeyList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['translation', 'presentation']);
  const names: Record<string, string> = {
    ArrowRight: '→',
    ArrowLeft: '←',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
    Escape: 'Esc',
    ' ': t('presentation:space'),
  };
  return (
    <Dialog title={t('presentation:keys')} closeLabel={t('presentation:close')} onClose={onClose}>
      <dl className="key-list">
        {(Object.keys(ACTS) as Act[]).map((act) => (
          <div key={act}>
            <dt>
              {ACTS[act].map((key) => (
                <kbd key={key}>{names[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{t(`presentation:acts.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
