/**
 * How a link is packed, in every version: a letter for the version, then in base64url the number of bytes that follow (24
 * bits), a checksum (32 bits) and the deflated body. So whatever the version, a damaged link is told from a newer one.
 */
import { deflateSync, Inflate } from 'fflate';
import { hashText } from '../../lib/hash.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import type { Damage } from './damage.ts';

/** What browsers and most of what carries links still take; a larger scenario is sent as a file. */
export const MAX_CODE_LENGTH = 64 * 1024;
/** A file of 1 MiB as a JSON text, whose line breaks and quotes take two letters. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Deflate makes at most 1,032 bytes of one: so little goes in at a time that what comes out is bounded, too. */
const STEP_BYTES = 256;
const HEADER_BYTES = 7;

/** By version: the text that bodies of it are likely to repeat. */
export type Dictionaries = Readonly<Record<string, string>>;

/** Packs the body of a link; `version` is one letter. */
export function seal(version: string, body: string, dictionary: string): Result<string, 'too-long'> {
  const packed = binary(deflateSync(bytesOf(body), { level: 9, mem: 4, dictionary: bytesOf(dictionary) }));
  const header = [...bigEndian(packed.length, 3), ...bigEndian(checksum(version, packed), 4)];
  const code = version + base64url(String.fromCharCode(...header) + packed);
  return code.length > MAX_CODE_LENGTH ? failure('too-long') : success(code);
}

/** Unpacks a link: its version and its body. Whatever the text, it ends soon and never throws. */
export function unseal(
  code: string,
  dictionaries: Dictionaries,
): Result<{ readonly version: string; readonly body: string }, Damage> {
  if (code.length > MAX_CODE_LENGTH) return failure('too-long');
  const version = code.charAt(0);
  const content = fromBase64url(code.slice(1));
  const size = numberAt(content, 0, 3);
  // What follows is no part of it: the full stop of the sentence that it stood in.
  const packed = content.slice(HEADER_BYTES, HEADER_BYTES + size);
  if (content.length < HEADER_BYTES || packed.length < size) return failure('cut-off');
  if (checksum(version, packed) !== numberAt(content, 3, 4)) return failure('garbled');
  const dictionary = Object.hasOwn(dictionaries, version) ? dictionaries[version] : undefined;
  if (dictionary === undefined) return failure('newer');
  const body = inflated(packed, dictionary);
  return body.ok ? success({ version, body: body.value }) : body;
}

function inflated(packed: string, dictionary: string): Result<string, Damage> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate({ dictionary: bytesOf(dictionary) }, (part) => {
    size += part.length;
    parts.push(part);
  });
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  try {
    for (let at = 0; at < bytes.length; at += STEP_BYTES) {
      inflate.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
      if (size > MAX_BODY_BYTES) return failure('too-large');
    }
    return success(textOf(parts, size));
  } catch {
    // The packing is wrong although its checksum is right, or the text is no UTF-8.
    return failure('senseless');
  }
}

function textOf(parts: readonly Uint8Array[], size: number): string {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole);
}

function checksum(version: string, packed: string): number {
  return hashText(version + packed);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** One letter a byte. */
function binary(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function bigEndian(value: number, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, (_, index) => (value >>> (8 * (bytes - 1 - index))) & 0xff);
}

function numberAt(content: string, from: number, bytes: number): number {
  let value = 0;
  for (let i = from; i < from + bytes; i++) value = value * 256 + content.charCodeAt(i);
  return value;
}

function base64url(content: string): string {
  return btoa(content).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Of the letters up to the first that is none of base64url. */
function fromBase64url(text: string): string {
  const [letters = ''] = /^[\w-]*/u.exec(text) ?? [];
  // A single letter too many is no byte: it is what is left of a link that was cut there.
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  return atob(whole.replaceAll('-', '+').replaceAll('_', '/'));
}
