import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Chunks } from './utf8-chunks.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size = 1): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of utf8Chunks(pieces(bytes, size))) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const bigEndian = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

test('text comes out as it went in, wherever chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
      expect(await read(Buffer.from(text), size)).toBe(text.replace(/^\ufeff/, ''));
      expect(await read(Buffer.from(`\ufeff${text}`), size)).toBe(text);
      expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'), size)).toBe(text);
      expect(await read(bigEndian(text), size)).toBe(text);
    }),
  );
});

test.each([
  ['a stray byte', [0x61, 0xff, 0x62, 0x63], 1],
  ['a Latin-1 letter', [0x61, 0x62, 0xe9, 0x63, 0x64], 2],
  ['a character cut off at the end', [0x61, 0x62, 0x63, 0xe2, 0x82], 3],
  ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 1],
  ['an overlong form', [0xc0, 0xaf, 0x61], 0],
])('%s is refused with its place', async (_, bytes, offset) => {
  for (const size of [1, 2, 100])
    await expect(read(Buffer.from(bytes), size)).rejects.toThrow(`byte ${offset} (counted from 0) is not UTF-8`);
});

test('UTF-16 that is none is refused', async () => {
  await expect(read(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).rejects.toThrow(/begins like UTF-16LE/);
  await expect(read(Buffer.from([0xfe, 0xff, 0x00]))).rejects.toThrow(/begins like UTF-16BE/);
});

test('no bytes give no text', async () => {
  expect(await read(Buffer.alloc(0))).toBe('');
  expect(await read(Buffer.from('a'))).toBe('a');
});
