// Rows of a table by id, and the scatter-add of their gradients. The backward pass shares the table's columns among threads,
// so that two threads never add to one number and the sum's order stays the same.

/** y [N, D]: row ids[i] of table [V, D], for i in start..end. */
export function embeddingForward(ids: usize, table: usize, y: usize, d: i32, start: i32, end: i32): void {
  for (let i = start; i < end; i++) {
    memory.copy(y + ((i * d) << 2), table + ((load<i32>(ids + (i << 2)) * d) << 2), d << 2);
  }
}

/** dTable [V, D] columns start..end: zeroed, then row ids[i] += dy[i] for all n rows in order. */
export function embeddingBackward(ids: usize, dy: usize, dTable: usize, n: i32, v: i32, d: i32, start: i32, end: i32): void {
  const columns = end - start;
  for (let row = 0; row < v; row++) memory.fill(dTable + ((row * d + start) << 2), 0, columns << 2);
  for (let i = 0; i < n; i++) {
    const to = dTable + ((load<i32>(ids + (i << 2)) * d + start) << 2);
    const from = dy + ((i * d + start) << 2);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const o = j << 2;
      v128.store(to + o, f32x4.add(v128.load(to + o), v128.load(from + o)));
    }
    for (; j < columns; j++) {
      const o = j << 2;
      store<f32>(to + o, load<f32>(to + o) + load<f32>(from + o));
    }
  }
}
