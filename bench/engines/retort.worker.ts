// This product's engine with its fused kernels.

import { serve } from './engine';
import { tfEngine } from './tf-engine';

serve(tfEngine({ fused: true }));
