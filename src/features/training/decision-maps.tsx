// Decision maps of teacher, student and baseline side by side: what each would answer where, with the training points on top.

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ARMS } from '../../catalog/arms';
import { useTraining } from '../../state/hooks';
import type { DecisionMaps as Maps } from '../../state/training-store';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import { drawMap } from '../../ui/draw-map';
import { download } from '../../state/download';
import { SaveChart } from '../../ui/chart/save-button';
import { HelpText } from '../../ui/help';
import './decision-maps.css';

export default function DecisionMaps() {
  const { t } = useTranslation(['translation', 'training']);
  const maps = useTraining((state) => state.maps);
  return (
    <section className="maps" aria-label={t('training:maps')}>
      <div className="maps__words">
        <h3 className="maps__title">{t('training:maps')}</h3>
        <HelpText>{t('training:mapsHelp')}</HelpText>
      </div>
      <div className={maps && maps.models.length > 3 ? 'maps__row maps__row--many' : 'maps__row'}>
        {maps ? (
          ARMS.map((arm) => {
            const model = maps.models.find((entry) => entry.arm === arm);
            return model && <MapOf key={arm} maps={maps} model={model} />;
          })
        ) : (
          <p className="maps__empty">{t('training:noMaps')}</p>
        )}
      </div>
    </section>
  );
}

function MapOf({ maps, model }: { maps: Maps; model: Maps['models'][number] }) {
  const { t } = useTranslation(['translation', 'training']);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawMap(context, maps, model);
  }, [maps, model]);
  const who = t(`speaker.${model.arm}`);
  return (
    <figure className="maps__map">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('training:mapOf', { who })}
        className="maps__canvas"
        style={{ borderColor: ARM_COLOURS[model.arm] }}
        width={360}
        height={360}
      />
      <figcaption>
        <ArmMark arm={model.arm} /> {who}
      </figcaption>
      <SaveChart name={t('training:mapOf', { who })} save={download} />
    </figure>
  );
}
