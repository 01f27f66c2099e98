// Dense curves as pixels: a canvas of as many as the screen has there, written anew when anything about it changes. What a file of the
// chart holds in its place are shapes.

import { useLayoutEffect, useRef, useState } from 'react';
import { useColourScheme } from '../use-colour-scheme';
import { shapesOf } from './canvas-shapes';
import type { Curve, View } from './curve-path';
import { type Ink, inkOf, inkPath, putInk } from './ink';

export interface InkedCurve extends Curve {
  /** CSS colour, variables too. */
  colour: string;
}

interface InkLayerProps {
  curves: readonly InkedCurve[];
  view: View;
}

interface Inked {
  ink: Ink;
  colour: string;
}

type Rgb = [number, number, number];

const rgb = (colour: string): Rgb =>
  colour
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map(Number) as Rgb;

/** Red, green and blue of 0 to 255 as the style sheet has them now. */
function coloursOf(element: HTMLElement, names: readonly string[]): Map<string, Rgb> {
  const colours = new Map<string, Rgb>();
  for (const name of new Set(names)) {
    element.style.color = name;
    colours.set(name, rgb(getComputedStyle(element).color));
  }
  return colours;
}

export function InkLayer({ curves, view }: InkLayerProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  const scheme = useColourScheme();
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const measure = () => {
      const { clientWidth, clientHeight } = canvas;
      setSize({
        width: Math.round(clientWidth * devicePixelRatio),
        height: Math.round(clientHeight * devicePixelRatio),
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const context = canvas.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const inked = curves.map((curve): Inked => ({
      ink: inkOf(curve, view, width, height),
      colour: curve.colour,
    }));
    const colours = coloursOf(
      canvas,
      inked.map(({ colour }) => colour),
    );
    const image = new ImageData(width, height);
    for (const { ink, colour } of inked) putInk(image.data, ink, colours.get(colour)!);
    context.putImageData(image, 0, 0);
    shapesOf.set(canvas, () => ({
      width,
      height,
      shapes: inked.map(({ ink, colour }) => ({
        d: inkPath(ink),
        fill: `rgb(${colours.get(colour)!.join(' ')})`,
      })),
    }));
  }, [curves, view, width, height, scheme]);
  return <canvas ref={ref} className="plot__ink" width={width} height={height} />;
}
