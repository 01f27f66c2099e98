// Lengths of time as results write them: "1 h 5 min 20 s". Read by the model, so few words.

/** @param seconds whole or broken, not negative. */
export function timeSpan(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length > 0 ? said.slice(0, 2).join(' ') : '0 s';
}
