// A chart as files. The picture is read off the page as it stands: its SVGs with the styles that they have, the boxes, lines and texts
// around them as shapes of SVG, canvases as images or as the shapes that they name. So the file needs no style sheet, font or page. Parts of the figure that are no
// picture (controls, tables) are left out.

import Papa from 'papaparse';
import { type CanvasShapes, shapesOf } from './canvas-shapes';

export interface Table {
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/** What is no picture: controls but those that are a part of it, what is hidden, and whatever says so. Chips that are on are the legend. */
const NO_PICTURE =
  '[data-picture="none"], button:not([aria-pressed="true"], [data-picture="part"]), input, select, label, details, .visually-hidden, .help-text, .plot__reading';
const SVG = 'http://www.w3.org/2000/svg';
/** What style sheets can say of a shape. */
const PRESENTATION = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'vector-effect',
  'opacity',
  'text-anchor',
  'font-family',
  'font-size',
  'font-weight',
] as const;
const MARGIN = 8;
/** Pixels of the PNG for each of the page's. */
const SHARP = 2;

/** "Loss curves" as PNG → "retort-loss-curves.png" */
export const fileName = (name: string, form: string): string =>
  `retort-${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.${form.toLowerCase()}`;

/** Numbers in full, cells that a spreadsheet would take for a formula as text. */
export function toCsv({ head, rows }: Table): Blob {
  const text = Papa.unparse([head, ...rows] as unknown[][], { escapeFormulae: true });
  // what Excel needs to read it as UTF-8
  return new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv;charset=utf-8' });
}

export const toSvg = (figure: Element): Blob => new Blob([pictureOf(figure).text], { type: 'image/svg+xml' });

/** Rejects where the browser cannot draw it. */
export async function toPng(figure: Element): Promise<Blob> {
  const { text, width, height } = pictureOf(figure);
  const image = new Image();
  // a data address: the page's policy allows images no other
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.ceil(SHARP * width), Math.ceil(SHARP * height)];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no image.')))),
  );
}

/** The text of an SVG, and its size in the page's pixels. */
function pictureOf(figure: Element): { text: string; width: number; height: number } {
  const root = document.createElementNS(SVG, 'svg');
  const { left, top, width } = figure.getBoundingClientRect();
  let [first, last] = [Infinity, -Infinity];
  /** Of what is drawn, in the figure's own coordinates. */
  const place = (box: DOMRect) => {
    first = Math.min(first, box.top - top);
    last = Math.max(last, box.bottom - top);
    return { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
  };
  const add = (kind: string, attributes: Record<string, string | number>, content = ''): void => {
    const shape = document.createElementNS(SVG, kind);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
    shape.textContent = content;
    root.append(shape);
  };
  const visit = (element: Element): void => {
    if (element.matches(NO_PICTURE)) return;
    const box = element.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) return;
    if (element instanceof SVGSVGElement) {
      const copy = withStyles(element);
      for (const [name, value] of Object.entries(place(box))) copy.setAttribute(name, String(value));
      root.append(copy);
      return;
    }
    const style = getComputedStyle(element);
    const shapes = element instanceof HTMLCanvasElement && shapesOf.get(element)?.();
    if (shapes) root.append(svgOf(shapes, place(box)));
    else if (element instanceof HTMLCanvasElement) {
      const style = `image-rendering: ${getComputedStyle(element).imageRendering}`;
      add('image', { ...place(box), href: element.toDataURL(), style });
    }
    addBox(add, place, box, style);
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child);
      else if (child.nodeType === Node.TEXT_NODE) addText(add, place, child, style);
    }
  };
  visit(figure);
  const height = last - first + 2 * MARGIN;
  const corner = { x: -MARGIN, y: first - MARGIN };
  const whole = { xmlns: SVG, width: width + 2 * MARGIN, height };
  for (const [name, value] of Object.entries(whole)) root.setAttribute(name, String(value));
  root.setAttribute('viewBox', `${corner.x} ${corner.y} ${whole.width} ${height}`);
  const paper = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ ...corner, width: whole.width, height }))
    paper.setAttribute(name, String(value));
  paper.setAttribute('fill', paperOf(figure));
  root.prepend(paper);
  return { text: new XMLSerializer().serializeToString(root), width: whole.width, height };
}

/** What a canvas says that it shows. */
function svgOf({ width, height, shapes }: CanvasShapes, place: ReturnType<Place>): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { ...place, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value));
  for (const shape of shapes) {
    const path = document.createElementNS(SVG, 'path');
    for (const [name, value] of Object.entries(shape)) path.setAttribute(name, value);
    svg.append(path);
  }
  return svg;
}

type Add = (kind: string, attributes: Record<string, string | number>, content?: string) => void;
type Place = (box: DOMRect) => { x: number; y: number; width: number; height: number };

const isSeen = (colour: string): boolean => colour !== 'transparent' && !/[,/] ?0\)$/.test(colour);

/** The background that it stands on. */
function paperOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (isSeen(backgroundColor)) return backgroundColor;
  }
  return 'white';
}

/** A box's background and borders; a rounded one has the same border on all sides. */
function addBox(add: Add, place: Place, box: DOMRect, style: CSSStyleDeclaration): void {
  const round = Math.min(parseFloat(style.borderRadius) || 0, box.width / 2, box.height / 2);
  const borders = (['Top', 'Right', 'Bottom', 'Left'] as const).flatMap((side) => {
    const thick = parseFloat(style[`border${side}Width`]);
    const [look, colour] = [style[`border${side}Style`], style[`border${side}Color`]];
    return thick && look !== 'none' && isSeen(colour) ? [{ side, thick, look, colour }] : [];
  });
  const fill = isSeen(style.backgroundColor) ? style.backgroundColor : 'none';
  const [one] = borders;
  const rounded = round > 0 && one;
  if (fill !== 'none' || rounded)
    add('rect', {
      ...{ ...place(box), rx: round, fill },
      ...(rounded && { stroke: rounded.colour, 'stroke-width': rounded.thick }),
    });
  if (rounded) return;
  for (const { side, thick, look, colour } of borders) {
    const { x, y, width, height } = place(box);
    const ends = {
      Top: [x, y, x + width, y],
      Right: [x + width, y, x + width, y + height],
      Bottom: [x, y + height, x + width, y + height],
      Left: [x, y, x, y + height],
    } as const;
    const [x1, y1, x2, y2] = ends[side];
    add('line', {
      ...{ x1, y1, x2, y2, stroke: colour, 'stroke-width': thick },
      ...(look === 'dashed' && { 'stroke-dasharray': `${3 * thick} ${3 * thick}` }),
    });
  }
}

/** A text node, line by line as it is broken. */
function addText(add: Add, place: Place, node: Node, style: CSSStyleDeclaration): void {
  const text = node.textContent ?? '';
  if (!text.trim()) return;
  const range = document.createRange();
  const lines: { box: DOMRect; text: string }[] = [];
  for (let i = 0; i < text.length; i++) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 1) last.text += text[i];
    else if (box.width > 0) lines.push({ box, text: text[i]! });
  }
  for (const line of lines) {
    const { x, y, height } = place(line.box);
    const size = parseFloat(style.fontSize);
    add(
      'text',
      {
        x,
        y: y + height / 2 + 0.35 * size, // the middle of the line is that of its capitals
        fill: style.color,
        'font-family': style.fontFamily,
        'font-size': size,
        'font-weight': style.fontWeight,
      },
      line.text.trimEnd(),
    );
  }
}

/** A copy whose shapes say themselves what style sheets said of them. */
function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  for (const [i, element] of from.entries()) {
    const style = getComputedStyle(element);
    for (const name of PRESENTATION) to[i]!.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'role', 'aria-label', 'aria-hidden']) to[i]!.removeAttribute(name);
  }
  copy.setAttribute('overflow', getComputedStyle(svg).overflow === 'visible' ? 'visible' : 'hidden');
  return copy;
}
