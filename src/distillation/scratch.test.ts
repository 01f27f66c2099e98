import { it } from 'vitest';
import { presets } from '../catalog/catalog';
import { parseRunConfig } from '../catalog/run-config';
import { useBackend, type NodeBackend } from '../engine/testing';
import { prepareExperiment } from './experiment';

const none = () => Promise.reject(new Error('not for points'));
it('measures', async () => {
  const only = process.env.PRESET ?? 'points-spirals';
  for (const backend of (process.env.BACKENDS ?? 'cpu,wasm').split(',') as NodeBackend[]) {
    await useBackend(backend);
    for (const seed of (process.env.SEEDS ?? '1,2').split(',').map(Number)) {
      const { config } = parseRunConfig({
        ...presets.find(({ id }) => id === only)!.config,
        seed,
        ...JSON.parse(process.env.CONFIG ?? '{}'),
      });
      const began = performance.now();
      let teacherSteps = 0;
      const e = await prepareExperiment(config, {
        shippedTeacher: none,
        tokenizer: none,
        onTeacherStep: (l) => {
          teacherSteps = l.step;
        },
      });
      const prepared = performance.now() - began;
      const t = await e.evaluate('teacher');
      let out = `${backend} seed ${seed}: teacher ${teacherSteps} steps ${prepared.toFixed(0)} ms train ${t.trainAccuracy?.toFixed(3)} test ${t.accuracy.toFixed(3)}`;
      for (const arm of e.arms) {
        const start = performance.now();
        let reached = '';
        for await (const log of arm.train()) {
          if (log.step % 20 === 0) {
            const f = await e.evaluate(arm.id);
            if (!reached && f.trainAccuracy! >= 0.95)
              reached = `95 % at ${log.step} after ${(performance.now() - start).toFixed(0)} ms`;
          }
        }
        const f = await e.evaluate(arm.id);
        out += ` | ${arm.id} ${(performance.now() - start).toFixed(0)} ms, ${reached || 'never'}, train ${f.trainAccuracy!.toFixed(3)} test ${f.accuracy.toFixed(3)} agree ${f.agreement!.toFixed(3)}`;
      }
      console.log(out);
      e.dispose();
    }
  }
}, 600000);
