import { expect, test } from 'vitest';
import { webpSize } from '#server/security/webp.ts';
import { chunk, extended, lossless, lossy, webp } from '#server/testing/webp.ts';

const square = { width: 256, height: 256 };

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a head that ends early', webp(lossy(256, 256)).subarray(0, 19)],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['a length that is not its own', Buffer.concat([webp(lossy(256, 256)), Buffer.alloc(2)])],
  ['a chunk longer than the file', webp(Buffer.concat([Buffer.from('VP8 '), Buffer.alloc(4, 255)]))],
  ['no picture', webp(extended(256, 256))],
  ['two pictures', webp(extended(256, 256), lossy(256, 256), lossy(256, 256))],
  ['a picture of another size than its canvas', webp(extended(256, 256), lossy(4096, 4096))],
  ['a canvas after the picture', webp(lossy(256, 256), extended(256, 256))],
  ['more beside a picture without a canvas', webp(lossy(256, 256), chunk('ICCP', Buffer.alloc(4)))],
  ['the flag of an animation', webp(extended(256, 256, 0b10), lossy(256, 256))],
  ['frames', webp(extended(256, 256), chunk('ANIM', Buffer.alloc(6)), lossy(256, 256))],
  ['where a photo was taken', webp(extended(256, 256), lossy(256, 256), chunk('EXIF', Buffer.alloc(8)))],
  ['words about it', webp(extended(256, 256), lossy(256, 256), chunk('XMP ', Buffer.alloc(8)))],
  ['an unknown chunk', webp(extended(256, 256), lossy(256, 256), chunk('HTML', Buffer.from('<b>!')))],
  ['a frame that needs another before it', webp(lossy(256, 256, { tag: 1 }))],
  ['a wrong start code', webp(lossy(256, 256, { startCode: '000000' }))],
  ['a wrong signature', webp(lossless(256, 256, { signature: 0 }))],
  ['a version that does not exist', webp(lossless(256, 256, { version: 1 }))],
])('a file with %s is no still picture', (_, file) => {
  expect(webpSize(file)).toBeNull();
});

test.each([
  ['lossy', webp(lossy(256, 256)), square],
  ['lossless', webp(lossless(256, 256)), square],
  ['extended', webp(extended(256, 256), chunk('ICCP', Buffer.alloc(3)), lossy(256, 256)), square],
  ['transparent', webp(extended(256, 256, 0x10), chunk('ALPH', Buffer.alloc(9)), lossy(256, 256)), square],
  ['wide', webp(lossy(1024, 3)), { width: 1024, height: 3 }],
  ['lossless and large', webp(lossless(16384, 1)), { width: 16384, height: 1 }],
])('the size of a %s picture is read from its head', (_, file, size) => {
  expect(webpSize(file)).toEqual(size);
});
