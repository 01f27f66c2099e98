// Task "points", made ready: points of the plane, or the textbook's ten numbers, whose teacher stays as it was drawn. The textbook's
// labels are its teacher's choices, so accuracy and agreement are the same there.

import { makePoints } from '../../data/points';
import { makeTextbook, TEXTBOOK } from '../../data/textbook';
import { hashString } from '../../lib/rng';
import { prepareRows } from '../row-classifier';
import type { Prepare } from '../task';
import { decisionMaps } from './decision-maps';

export const prepare: Prepare = async (config, _deps, given) => {
  const { seed, dataset, classes, noise } = config;
  const validationSeed = hashString(`validation ${seed}`);
  if (dataset === 'textbook') {
    const data = { width: TEXTBOOK.width, classes: TEXTBOOK.classes, ...makeTextbook(seed) };
    const validation = () => makeTextbook(validationSeed).test;
    return prepareRows({ config, data, dataSet: dataset, given, drawn: true, validation });
  }
  const data = makePoints({ dataset, classes, noise, seed });
  return prepareRows({
    config,
    data,
    dataSet: dataset,
    given,
    validation: () => makePoints({ dataset, classes, noise, seed: validationSeed }).test,
    maps: (models, step) => decisionMaps(models, data, step),
  });
};
