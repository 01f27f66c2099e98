// Names by content: what was asked or read before is known again.

/** 32 hexadecimal digits. Null on insecure addresses, where there is none: nothing is remembered by content then. */
export async function digest(parts: readonly BufferSource[]): Promise<string | null> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return null;
  const sums = await Promise.all(parts.map((part) => subtle.digest('SHA-256', part)));
  const all = await subtle.digest('SHA-256', await new Blob(sums).arrayBuffer());
  return [...new Uint8Array(all)]
    .slice(0, 16)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
