// Round numbers for the axes of a chart.

const ROUND = [1, 2, 2.5, 5, 10];

/** About `count` evenly spaced round numbers, the first at most `from`, the last at least `to`. */
export function roundTicks(from: number, to: number, count = 5): number[] {
  const rough = (to > from ? to - from : 1) / (count - 1);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ROUND.find((round) => round * unit > rough * 0.999)!;
  const first = Math.floor(from / step);
  const last = Math.max(first + 1, Math.ceil(to / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Round numbers of a logarithmic axis between two positive ones: each power of ten, and 2 and 5 times it where there are few. */
export function logTicks(from: number, to: number): number[] {
  const lowest = Math.floor(Math.log10(from));
  const decades = Math.ceil(Math.log10(to)) - lowest;
  const digits = decades > 3 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: decades + 1 }, (_, i) =>
    digits.map((digit) => Number((digit * 10 ** (lowest + i)).toPrecision(2))),
  );
  return ticks.flat().filter((tick) => tick >= from && tick <= to);
}
