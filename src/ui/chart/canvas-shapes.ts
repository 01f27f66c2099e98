// What a canvas shows, as shapes, for files in which a picture of pixels would be coarse: who draws on one says so here.

export interface CanvasShapes {
  /** In the canvas' own pixels. */
  width: number;
  height: number;
  shapes: readonly { d: string; fill: string }[];
}

/** Made when a file asks for them. */
export const shapesOf = new WeakMap<HTMLCanvasElement, () => CanvasShapes>();
