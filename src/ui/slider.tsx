// A native range input with its label, value, ticks and help; linear, or logarithmic for values over several decades.

import { type CSSProperties, useId } from 'react';
import './field.css';
import { useHelp } from './help';
import { fromPosition, shareOfRange, toPosition } from './log-scale';
import './slider.css';

export interface Tick {
  value: number;
  label: string;
}

interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  scale?: 'linear' | 'log';
  onChange: (value: number) => void;
  /** The value as the person reads it. */
  text: string;
  ticks?: readonly Tick[];
  help?: string;
  helpLabel?: string;
  /** Shows the help without a button. */
  helpAlways?: boolean;
}

/** Steps of a logarithmic slider: a fiftieth of a decade. */
const LOG_STEP = 0.02;

export function Slider(props: SliderProps) {
  const { label, value, min, max, step, scale = 'linear', onChange, text, ticks = [] } = props;
  const id = useId();
  const help = useHelp(props.help, props.helpLabel ?? '?', props.helpAlways);
  const log = scale === 'log';
  const share = (of: number) => shareOfRange(of, min, max, log);
  return (
    <div className="field slider">
      <div className="field__head">
        <label className="field__label" htmlFor={id}>
          {label}
        </label>
        {help.button}
        <output className="field__value" htmlFor={id} aria-live="off">
          {text}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className="slider__input"
        style={{ '--filled': share(value) } as CSSProperties}
        min={log ? toPosition(min) : min}
        max={log ? toPosition(max) : max}
        step={log ? LOG_STEP : step}
        value={log ? toPosition(value) : value}
        aria-valuetext={text}
        aria-describedby={help.describedBy}
        onChange={({ target }) => {
          const position = target.valueAsNumber;
          onChange(log ? fromPosition(position, min, max) : position);
        }}
      />
      {ticks.length > 0 && (
        <div className="slider__ticks" aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick.value} style={{ '--at': share(tick.value) } as CSSProperties}>
              {tick.label}
            </span>
          ))}
        </div>
      )}
      {help.text}
    </div>
  );
}
