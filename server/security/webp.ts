/** The pixels of a still WebP picture. */
interface Size {
  readonly width: number;
  readonly height: number;
}

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

const headLength = 12;
const chunkHeadLength = 8;
/** Everything a still picture needs. EXIF and XMP may say where a photo was taken; ANIM and ANMF make it move. */
const allowed = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L']);
const dataSizes: Readonly<Record<string, (data: Buffer) => Size | null>> = {
  'VP8 ': lossySize,
  VP8L: losslessSize,
};

/**
 * The size of a still WebP picture without metadata; null for anything else (RFC 9649 §2). It reads the heads alone:
 * no pixel is decoded here.
 */
export function webpSize(file: Buffer): Size | null {
  const chunks = readChunks(file);
  if (!chunks?.every(({ name }) => allowed.has(name))) return null;
  const [picture, ...more] = chunks.filter(({ name }) => name in dataSizes);
  const canvases = chunks.filter(({ name }) => name === 'VP8X');
  // Without the extended head, the picture is the only chunk.
  const isOrdered = chunks.length === 1 || (canvases.length === 1 && chunks[0] === canvases[0]);
  if (!picture || more.length > 0 || !isOrdered) return null;
  const size = dataSizes[picture.name]?.(picture.data) ?? null;
  const canvas = canvases[0] ? canvasSize(canvases[0].data) : size;
  const isWhole = canvas?.width === size?.width && canvas?.height === size?.height;
  return isWhole ? size : null;
}

/** Null when the chunks do not fill the file exactly. */
function readChunks(file: Buffer): Chunk[] | null {
  const isWebp = file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP';
  if (!isWebp || file.readUInt32LE(4) !== file.length - 8) return null;
  const chunks: Chunk[] = [];
  let start = headLength;
  while (start + chunkHeadLength <= file.length) {
    const from = start + chunkHeadLength;
    const length = file.readUInt32LE(start + 4);
    const data = file.subarray(from, from + length);
    chunks.push({ name: file.toString('latin1', start, start + 4), data });
    // Each chunk is padded to an even length.
    start = from + length + (length % 2);
  }
  return start === file.length ? chunks : null;
}

/** The extended head: a byte of flags, three reserved, then width and height less one in 24 bits each. */
function canvasSize(data: Buffer): Size | null {
  const isAnimated = ((data[0] ?? 0) & 0b10) !== 0;
  if (data.length !== 10 || isAnimated) return null;
  return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
}

/** A key frame of VP8 (RFC 6386 §9.1): three bytes of tag, a start code, width and height in 14 bits each. */
function lossySize(data: Buffer): Size | null {
  const isKeyFrame = data.length >= 10 && ((data[0] ?? 1) & 1) === 0;
  if (!isKeyFrame || data.toString('hex', 3, 6) !== '9d012a') return null;
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

/** A signature, then width and height less one in 14 bits each, a bit for transparency, three bits of version. */
function losslessSize(data: Buffer): Size | null {
  if (data.length < 5 || data[0] !== 0x2f) return null;
  const bits = data.readUInt32LE(1);
  if (bits >>> 29 !== 0) return null;
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
