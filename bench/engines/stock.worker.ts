// The same model and step composed of TensorFlow.js's own kernels.

import { serve } from './engine';
import { tfEngine } from './tf-engine';

serve(tfEngine({ fused: false }));
