/** The path of a URI, up to its query: what HAProxy's `balance uri` and nginx' `$uri` look at. */
export function pathOf(uri: string): string {
  const query = uri.indexOf('?');
  return query < 0 ? uri : uri.slice(0, query);
}

/** HAProxy's default hash function (hash.c): `hash_sdbm`. */
export function sdbm(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (text.charCodeAt(i) + (hash << 6) + (hash << 16) - hash) | 0;
  }
  return hash >>> 0;
}

/** Bob Jenkins' mix of a 32-bit integer as HAProxy has it (tools.h, `full_hash`), with a multiplication to spread the points. */
export function jenkinsMix(value: number): number {
  let a = value | 0;
  a = (a + 0x7ed55d16 + (a << 12)) | 0;
  a = a ^ 0xc761c23c ^ (a >>> 19);
  a = (a + 0x165667b1 + (a << 5)) | 0;
  a = ((a + 0xd3a2646c) | 0) ^ (a << 9);
  a = (a + 0xfd7046c5 + (a << 3)) | 0;
  a = a ^ 0xb55a4f09 ^ (a >>> 16);
  return Math.imul(a, 3221225473) >>> 0;
}

const CRC_TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  return crc;
});

/** CRC-32 goes byte by byte from `CRC_START`; the checksum is the complement of what is reached. */
export const CRC_START = 0xffffffff;

export function crc32Byte(crc: number, byte: number): number {
  return (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
}

export function crc32Text(crc: number, text: string): number {
  let next = crc;
  for (let i = 0; i < text.length; i++) next = crc32Byte(next, text.charCodeAt(i));
  return next;
}

export function crc32(text: string): number {
  return ~crc32Text(CRC_START, text) >>> 0;
}
