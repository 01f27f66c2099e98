// Paints one decision map: a class is a colour, sureness its strength, each training point a mark of its class's shape.
// Colours are after Paul Tol's muted scheme, safe for colour-blind eyes and apart from those of teacher, student and baseline.

/** Models' classes on a size × size grid over [-extent, extent]², row 0 at the top, and the training points. */
export interface MapPicture {
  size: number;
  extent: number;
  classes: number;
  points: { x: ArrayLike<number>; y: ArrayLike<number>; label: ArrayLike<number> };
}

/** Of one model: class, and the probability of that class (0..255), [size·size]. */
export interface MapOfModel {
  label: ArrayLike<number>;
  confidence: ArrayLike<number>;
}

type Rgb = readonly [number, number, number];

export const CLASS_COLOURS: readonly Rgb[] = [
  [68, 170, 153],
  [170, 68, 153],
  [221, 190, 80],
  [51, 34, 136],
  [136, 204, 238],
  [136, 34, 85],
];
const WHITE: Rgb = [255, 255, 255];

const colourOf = (label: number): Rgb => CLASS_COLOURS[label % CLASS_COLOURS.length]!;

/** Pixels of the map, [size · size · 4]: from white where a model is as unsure as can be to its class's colour. */
export function mapPixels(
  { size, classes }: Pick<MapPicture, 'size' | 'classes'>,
  { label, confidence }: MapOfModel,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(size * size * 4);
  const chance = 1 / classes;
  for (let i = 0; i < size * size; i++) {
    const colour = colourOf(label[i]!);
    const sure = Math.max(0, confidence[i]! / 255 - chance) / (1 - chance);
    // never quite full: the points' marks must stand out
    const strength = 0.08 + 0.62 * sure;
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = WHITE[c]! + (colour[c]! - WHITE[c]!) * strength;
    pixels[4 * i + 3] = 255;
  }
  return pixels;
}

/** Outlines of the marks around (0, 0), a shape for each class. */
const SHAPES: readonly ((path: Path2D, r: number) => void)[] = [
  (path, r) => path.arc(0, 0, r, 0, 2 * Math.PI),
  (path, r) => path.rect(-r, -r, 2 * r, 2 * r),
  (path, r) => polygon(path, [0, -1.2 * r, 1.1 * r, r, -1.1 * r, r]),
  (path, r) => polygon(path, [0, -1.4 * r, 1.4 * r, 0, 0, 1.4 * r, -1.4 * r, 0]),
  (path, r) => polygon(path, [0, 1.2 * r, 1.1 * r, -r, -1.1 * r, -r]),
  (path, r) => polygon(path, [-1.4 * r, -r / 2, 1.4 * r, -r / 2, 1.4 * r, r / 2, -1.4 * r, r / 2]),
];

function polygon(path: Path2D, coordinates: readonly number[]): void {
  for (let i = 0; i < coordinates.length; i += 2) path.lineTo(coordinates[i]!, coordinates[i + 1]!);
  path.closePath();
}

const MOST_POINTS = 400;

export function drawMap(context: CanvasRenderingContext2D, maps: MapPicture, model: MapOfModel): void {
  const { width, height } = context.canvas;
  const { size, extent, points } = maps;
  const small = new OffscreenCanvas(size, size);
  small.getContext('2d')?.putImageData(new ImageData(mapPixels(maps, model), size, size), 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, width, height);
  const radius = width / 100;
  const marks = SHAPES.map((shape) => {
    const path = new Path2D();
    shape(path, radius);
    return path;
  });
  const every = Math.max(1, Math.ceil(points.x.length / MOST_POINTS));
  context.strokeStyle = 'white';
  for (let i = 0; i < points.x.length; i++) {
    // rows are dealt class by class: whole deals are left out, so that no class is
    if (Math.floor(i / maps.classes) % every !== 0) continue;
    const label = points.label[i]!;
    const [r, g, b] = colourOf(label);
    // row 0 is at the top, where y is largest
    context.setTransform(
      1,
      0,
      0,
      1,
      ((points.x[i]! + extent) / (2 * extent)) * width,
      ((extent - points.y[i]!) / (2 * extent)) * height,
    );
    context.fillStyle = `rgb(${r * 0.75} ${g * 0.75} ${b * 0.75})`;
    const mark = marks[label % marks.length]!;
    context.fill(mark);
    context.stroke(mark);
  }
}
