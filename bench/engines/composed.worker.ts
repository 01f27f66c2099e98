// This product's ops composed of TensorFlow.js's own kernels: gradients by hand, but nothing fused.

import { serve } from './engine';
import { tfEngine } from './tf-engine';

serve(tfEngine({ fused: false }));
