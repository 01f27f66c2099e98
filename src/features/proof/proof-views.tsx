// The views of the Proof panel, which are loaded when there is something to show in them.

import type { ProofView } from '../../state/proof-store';
import { Evaluation } from './evaluation';
import './proof-views.css';
import { Race } from './race';
import { Sweep } from './sweep';

export default function View({ view }: { view: ProofView }) {
  return view === 'evaluation' ? <Evaluation /> : view === 'race' ? <Race /> : <Sweep />;
}
