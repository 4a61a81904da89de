/** The heads of WebP files, of which the server reads no more; behind them stand zeros instead of pixels. */
export function webp(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const head = Buffer.from('RIFF\0\0\0\0');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

export function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export function extended(width: number, height: number, flags = 0): Buffer {
  const data = Buffer.alloc(10);
  data.writeUInt8(flags, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return chunk('VP8X', data);
}

/** Behind the head stand as many zeros as `bytes` says. */
export function lossy(
  width: number,
  height: number,
  { tag = 0, startCode = '9d012a', bytes = 20 } = {},
): Buffer {
  const data = Buffer.alloc(10 + bytes);
  data.writeUInt8(tag, 0);
  data.write(startCode, 3, 'hex');
  data.writeUInt16LE(width, 6);
  data.writeUInt16LE(height, 8);
  return chunk('VP8 ', data);
}

export function lossless(width: number, height: number, { signature = 0x2f, version = 0 } = {}): Buffer {
  const data = Buffer.alloc(20);
  data.writeUInt8(signature, 0);
  data.writeUInt32LE(width - 1 + (height - 1) * 2 ** 14 + version * 2 ** 29, 1);
  return chunk('VP8L', data);
}
