// The same model and step in plain TensorFlow.js.

import { serve } from './engine';
import { stockEngine } from './stock-engine';

serve(stockEngine());
