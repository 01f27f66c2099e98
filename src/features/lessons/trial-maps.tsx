// Decision maps of the runs of a lesson, side by side: what each model would answer where, with the training points on top.

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trial, TrialMaps as Maps, TrialResult } from '../../catalog/lesson';
import { useLocalised } from '../../i18n/use-localised';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import { drawMap } from '../../ui/draw-map';

export function TrialMaps({ trial, result }: { trial: Trial; result: TrialResult }) {
  const { t } = useTranslation(['translation', 'lesson']);
  const say = useLocalised();
  const several = result.runs.length > 1;
  const drawn = result.runs.flatMap(({ maps }, i) =>
    (trial.maps ?? []).flatMap((arm) => {
      const model = maps?.models.find((entry) => entry.arm === arm);
      // the teacher is the same in all runs
      if (!maps || !model || (arm === 'teacher' && i > 0)) return [];
      const [who, run] = [t(`speaker.${arm}`), say(trial.runs[i]!.name)];
      const named = several && arm !== 'teacher';
      return [
        {
          key: `${i} ${arm}`,
          maps,
          model,
          caption: named ? run : who,
          label: named ? t('lesson:mapOfRun', { run, who }) : t('lesson:map', { who }),
        },
      ];
    }),
  );
  if (drawn.length === 0) return null;
  return (
    <div className="lesson__maps">
      {drawn.map(({ key, ...map }) => (
        <MapOf key={key} {...map} />
      ))}
    </div>
  );
}

interface MapOfProps {
  maps: Maps;
  model: Maps['models'][number];
  caption: string;
  label: string;
}

function MapOf({ maps, model, caption, label }: MapOfProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawMap(context, maps, model);
  }, [maps, model]);
  return (
    <figure>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        className="lesson__map"
        style={{ borderColor: ARM_COLOURS[model.arm] }}
        width={280}
        height={280}
      />
      <figcaption>
        <ArmMark arm={model.arm} /> {caption}
      </figcaption>
    </figure>
  );
}
