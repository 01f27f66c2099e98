/** The likeliest class of each row of [n, K]. */
export function likeliest(rows: Float32Array, classes: number): Int32Array {
  return Int32Array.from({ length: rows.length / classes }, (_, n) => {
    const row = rows.subarray(n * classes, (n + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}
