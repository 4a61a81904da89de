import { crc32 } from 'node:zlib';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function numbers(...values: number[]): Buffer {
  const data = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => data.writeUInt32BE(value, 4 * index));
  return data;
}

export interface Frame {
  readonly png: Buffer;
  readonly milliseconds: number;
}

/** One animated PNG of screenshots of one size, shown again and again (PNG, third edition, §11.3.6). */
export function animatedPng(frames: readonly Frame[]): Buffer {
  const parts: Chunk[] = [];
  let sequence = 0;
  frames.forEach(({ png, milliseconds }, index) => {
    const chunks = chunksOf(png);
    const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(0);
    const pixels = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
    if (index === 0)
      parts.push({ type: 'IHDR', data: header }, { type: 'acTL', data: numbers(frames.length, 0) });
    const size = [header.readUInt32BE(0), header.readUInt32BE(4)];
    const delay = Buffer.alloc(6);
    delay.writeUInt16BE(milliseconds, 0);
    delay.writeUInt16BE(1000, 2);
    parts.push({ type: 'fcTL', data: Buffer.concat([numbers(sequence++, ...size, 0, 0), delay]) });
    if (index === 0) parts.push({ type: 'IDAT', data: pixels });
    else parts.push({ type: 'fdAT', data: Buffer.concat([numbers(sequence++), pixels]) });
  });
  parts.push({ type: 'IEND', data: Buffer.alloc(0) });
  return Buffer.concat([signature, ...parts.map(written)]);
}
