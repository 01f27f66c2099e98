// The views of the Proof panel, which are loaded when there is something to show in them.

import { lazy } from 'react';
import { withWords } from '../../i18n/i18n';
import type { ProofView } from '../../state/proof-store';
import { Evaluation } from './evaluation';
import './proof-views.css';
import { Race } from './race';
import { Sweep } from './sweep';

const ClassView = lazy(() => withWords('class', () => import('./class')));

export default function View({ view }: { view: ProofView }) {
  switch (view) {
    case 'evaluation':
      return <Evaluation />;
    case 'race':
      return <Race />;
    case 'sweep':
      return <Sweep />;
    case 'class':
      return <ClassView />;
    default:
      return view satisfies never;
  }
}
