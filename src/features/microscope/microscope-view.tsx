// What is seen: distributions at a temperature of the panel's own, token by token where models write, the parts of the gradient, causes,
// layers, and the label of a training row. Moving anything here asks the worker nothing but a label.

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { params } from '../../catalog/params';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useTraining } from '../../state/hooks';
import type { Inspection } from '../../state/microscope-store';
import { SelectField } from '../../ui/select-field';
import { Slider } from '../../ui/slider';
import { Attention } from './attention';
import { Causes } from './causes';
import { Distributions } from './distributions';
import { Gradients } from './gradients';
import { LabelEditor } from './label-editor';
import { LikeRows } from './like-rows';
import './microscope-view.css';
import { mistakeOf, readings, withRight } from './readings';
import { Similarity } from './similarity';
import { TokenStrip } from './token-strip';

export default function MicroscopeView({ seen: found }: { seen: Inspection }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const ofRun = useTraining((state) => state.config?.temperature);
  const [temperature, setTemperature] = useState(ofRun ?? 1);
  const [wanted, setPosition] = useState(() => mistakeOf(found)?.position ?? 0);
  const position = Math.min(wanted, found.right.length - 1);
  const [piece, setPiece] = useState(Math.max(0, found.pieces.length - 1));
  const [right, setRight] = useState<number | null>(null);
  const seen = useMemo(() => withRight(found, right), [found, right]);
  const read = useMemo(() => readings(seen, temperature), [seen, temperature]);
  const { min, max, step } = params.temperature;
  const attends = seen.views.some(({ attention }) => attention.length > 0);
  // where there is room for it
  const gradients = <Gradients seen={seen} temperature={temperature} />;
  // of a dialogue, what is foretold is asked of the piece before it
  const asking = seen.foretold ? seen.foretold[position]! - 1 : piece;
  return (
    <div className="microscope__view">
      <header className="microscope__about">
        <p>
          <b>{seen.text}</b>{' '}
          <span className="soft">
            {seen.row !== null && t('microscope:isRow', { row: seen.row })}{' '}
            {seen.step !== null && t('microscope:atStep', { step: seen.step })}
          </span>
        </p>
        <div className="microscope__temperature">
          <Slider
            label={t('microscope:temperature')}
            value={temperature}
            min={min}
            max={max}
            step={step}
            text={formatNumber(locale, temperature)}
            onChange={setTemperature}
          />
        </div>
      </header>
      {seen.pieces.length > 0 && (
        <TokenStrip
          seen={seen}
          readings={read}
          chosen={seen.foretold ? position : piece}
          onChoose={seen.foretold ? setPosition : setPiece}
        />
      )}
      <div className="microscope__columns">
        <div className="microscope__stack">
          <Distributions
            seen={seen}
            reading={read[position]!}
            position={position}
            temperature={temperature}
          />
          {found.rightBy === 'nobody' && (
            <SelectField
              label={t('microscope:right')}
              value={right === null ? '' : String(right)}
              options={[
                { value: '', label: t('microscope:rightUnknown') },
                ...found.classes.map((name, k) => ({ value: String(k), label: name })),
              ]}
              onChange={(value) => setRight(value === '' ? null : Number(value))}
              stacked
            />
          )}
          {seen.row !== null && <LabelEditor seen={seen} row={seen.row} />}
          {attends && gradients}
        </div>
        <div className="microscope__stack">
          <Causes seen={seen} />
          <LikeRows seen={seen} />
        </div>
        <div className="microscope__stack">
          {attends ? <Attention seen={seen} asking={asking} /> : gradients}
          <Similarity seen={seen} />
        </div>
      </div>
    </div>
  );
}
