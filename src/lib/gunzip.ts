// Unpacks gzip with what browsers and Node have built in. Servers may unpack a .gz file on its way: then it comes as it is.

/** The content of a gzip file, or the bytes themselves where they are none. Rejects with TypeError where the file is cut off. */
export async function gunzip(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const [first, second] = new Uint8Array(bytes);
  if (first !== 0x1f || second !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
