// Which layers learn from which, drawn: the teacher's layers left, the student's right, a line for each pair. One chosen on each side
// are connected, or parted where they were. Lines are for the eye; each layer says in words what it is connected with. The map counts
// from the next run on.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { layerCounts, MOST_LAYERS } from '../../catalog/layer-counts';
import {
  type LayerPair,
  readLayerMap,
  standardMap,
  unknownPairs,
  writeLayerMap,
} from '../../catalog/layer-map';
import type { LayerMapParam } from '../../catalog/types';
import { useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { HelpText } from '../../ui/help';
import './layer-map.css';

/** Of a layer's button with its margins. */
const ROW = 36;

type Side = keyof LayerPair;
const other = (side: Side): Side => (side === 'student' ? 'teacher' : 'student');

const isSame = (a: LayerPair, b: LayerPair): boolean => a.student === b.student && a.teacher === b.teacher;

interface LayerMapProps {
  param: LayerMapParam;
  label: string;
  help: string;
  value: string;
  onChange: (map: string) => void;
}

export default function LayerMap({ param, label, help, value, onChange }: LayerMapProps) {
  const { t } = useTranslation(['translation', 'training']);
  const config = useExperiment((state) => state.config);
  const known = layerCounts(config);
  const counts = { student: known.student, teacher: known.teacher ?? MOST_LAYERS };
  const [chosen, setChosen] = useState<{ side: Side; layer: number } | null>(null);
  const drawn = readLayerMap(value);
  const pairs = drawn ?? standardMap(param, counts);
  const unknown = unknownPairs(pairs, param, counts);
  const shown = pairs.filter((pair) => !unknown.includes(pair));
  const { lowest, single } = param;
  const layers = (side: Side) =>
    Array.from({ length: Math.max(0, counts[side] - lowest + 1) }, (_, i) => i + lowest);

  const choose = (side: Side, layer: number): void => {
    if (chosen?.side !== other(side)) {
      setChosen(chosen?.side === side && chosen.layer === layer ? null : { side, layer });
      return;
    }
    setChosen(null);
    const pair =
      side === 'student'
        ? { student: layer, teacher: chosen.layer }
        : { student: chosen.layer, teacher: layer };
    const others = shown.filter((each) => !isSame(each, pair));
    const parted = others.length < shown.length;
    if (single) return onChange(writeLayerMap([pair]));
    // a map without lines is the standard one again
    onChange(writeLayerMap(parted ? others : [...others, pair]));
  };

  const name = (layer: number): string =>
    layer === 0 ? t('training:layerMap.words') : t('training:layerMap.layer', { layer });
  const column = (side: Side) => (
    <div className="layer-map__layers">
      <span className="layer-map__head">{t(`speaker.${side}`)}</span>
      {layers(side).map((layer) => {
        const partners = shown.filter((pair) => pair[side] === layer).map((pair) => name(pair[other(side)]));
        const joined =
          partners.length > 0
            ? t('training:layerMap.with', { layers: partners.join(', ') })
            : t('training:layerMap.alone');
        return (
          <button
            key={layer}
            type="button"
            className="layer-map__layer"
            aria-pressed={chosen?.side === side && chosen.layer === layer}
            aria-label={`${t(`speaker.${side}`)}, ${name(layer)}: ${joined}`}
            onClick={() => choose(side, layer)}
          >
            {name(layer)}
          </button>
        );
      })}
    </div>
  );
  const height = ROW * Math.max(layers('student').length, layers('teacher').length);
  const y = (layer: number): number => ROW * (layer - lowest + 0.5);
  return (
    <div role="group" aria-label={label} className="layer-map">
      <span className="field__label">{label}</span>
      <div className="layer-map__columns">
        {column('teacher')}
        <div className="layer-map__layers">
          <span className="layer-map__head">&nbsp;</span>
          <svg
            className="layer-map__lines"
            viewBox={`0 0 100 ${height}`}
            preserveAspectRatio="none"
            style={{ height }}
            aria-hidden="true"
          >
            {shown.map(({ student, teacher }) => (
              <line key={`${student}-${teacher}`} x1={0} y1={y(teacher)} x2={100} y2={y(student)} />
            ))}
          </svg>
        </div>
        {column('student')}
      </div>
      {unknown.length > 0 && (
        <p className="help-text" role="alert">
          {t('training:layerMap.unknown', { map: writeLayerMap(unknown), ...counts })}
        </p>
      )}
      {known.teacher === null && <HelpText>{t('training:layerMap.teacherUnknown')}</HelpText>}
      <HelpText>{help}</HelpText>
      {drawn && (
        <Button small onClick={() => onChange('')}>
          {t('training:layerMap.standard')}
        </Button>
      )}
    </div>
  );
}
