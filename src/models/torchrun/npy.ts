// NumPy's file of one array (numpy.org/doc/stable/reference/generated/numpy.lib.format.html), version 1.0, of int32 in one row.

export function serialiseNpy(data: Int32Array): Uint8Array<ArrayBuffer> {
  const about = `{'descr': '<i4', 'fortran_order': False, 'shape': (${data.length},), }`;
  const length = Math.ceil((10 + about.length + 1) / 64) * 64; // of all before the data
  const bytes = new Uint8Array(length + 4 * data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  view.setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(`${about.padEnd(length - 11)}\n`), 10);
  for (const [i, value] of data.entries()) view.setInt32(length + 4 * i, value, true);
  return bytes;
}
