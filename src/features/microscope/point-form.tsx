// What to look at where models tell points apart: x and y, a place of a model's map, or a training row. A press near a training point takes
// that point, so that its label can be changed.

import { type FormEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useMicroscope, useTraining } from '../../state/hooks';
import { Button } from '../../ui/button';
import { drawMap } from '../../ui/draw-map';
import { NumberField } from '../../ui/number-field';
import { RowSearch } from './row-search';

/** Of the plane's half width: a press this near to a point means the point. */
const NEAR = 0.035;
const PIXELS = 320;

export function PointForm({ trained }: { trained: boolean }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const [x, setX] = useState(0);
  const [y, setY] = useState(0);
  const maps = useTraining((state) => state.maps);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    actions.look({ kind: 'point', x, y });
  };
  return (
    <div className="microscope__subject microscope__subject--point">
      {maps && trained && <PointMap />}
      <div className="microscope__stack">
        <form className="microscope__form" onSubmit={submit}>
          <NumberField label="x" value={x} min={-10} max={10} step={0.01} onChange={setX} />
          <NumberField label="y" value={y} min={-10} max={10} step={0.01} onChange={setY} />
          <Button type="submit" look="primary" disabled={!trained}>
            {t('microscope:look')}
          </Button>
        </form>
        {trained && <RowSearch />}
      </div>
    </div>
  );
}

/** The student's map with the training points; the teacher's before there is a student. */
function PointMap() {
  const { t } = useTranslation(['translation', 'microscope']);
  const canvas = useRef<HTMLCanvasElement>(null);
  const maps = useTraining((state) => state.maps)!;
  const point = useMicroscope((state) => state.seen?.point ?? null);
  const model = maps.models.find(({ arm }) => arm === 'student') ?? maps.models[0];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context && model) drawMap(context, maps, model);
  }, [maps, model]);
  if (!model) return null;
  const { extent, points } = maps;
  const press = (event: MouseEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = extent * ((2 * (event.clientX - box.left)) / box.width - 1);
    const y = -extent * ((2 * (event.clientY - box.top)) / box.height - 1);
    let nearest = 0;
    const away = (i: number) => Math.hypot(points.x[i]! - x, points.y[i]! - y);
    for (let i = 1; i < points.x.length; i++) if (away(i) < away(nearest)) nearest = i;
    actions.look(away(nearest) < NEAR * extent ? { kind: 'row', row: nearest } : { kind: 'point', x, y });
  };
  const at = (value: number) => `${(50 * (value + extent)) / extent}%`;
  return (
    <figure className="microscope__map">
      <div className="microscope__map-frame">
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('microscope:map')}
          width={PIXELS}
          height={PIXELS}
          onClick={press}
        />
        {point && <span className="microscope__here" style={{ left: at(point.x), top: at(-point.y) }} />}
      </div>
      <figcaption className="help-text">{t('microscope:mapHelp')}</figcaption>
    </figure>
  );
}
