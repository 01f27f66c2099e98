// jax-js, everything under one jit.

import { serve } from './engine';
import { jaxEngine } from './jax-engine';

serve(jaxEngine());
