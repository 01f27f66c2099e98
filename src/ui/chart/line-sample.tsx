/** A piece of a line as the legend shows it: decoration beside its name. */
export function LineSample({
  colour = 'currentColor',
  dash,
  width = 2,
}: {
  colour?: string;
  dash?: string | undefined;
  width?: number;
}) {
  return (
    <svg width="24" height="8" aria-hidden="true">
      <line x1="0" x2="24" y1="4" y2="4" stroke={colour} strokeWidth={width} strokeDasharray={dash} />
    </svg>
  );
}
