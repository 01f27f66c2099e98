// The same model and step in plain TensorFlow.js.

import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { serve } from './engine';
import { stockEngine } from './stock-engine';

serve(stockEngine());
