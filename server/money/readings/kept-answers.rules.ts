/** The most answers that are kept, and the most characters of all of them together; one may fill an eighth. */
interface Bounds {
  readonly count: number;
  readonly characters: number;
}

const largestPart = 8;

/** Answers by their keys. Those that were asked for the longest ago go first. */
export function createKeptAnswers({ count, characters }: Bounds) {
  const texts = new Map<string, string>();
  let kept = 0;

  function drop(key: string): void {
    kept -= texts.get(key)?.length ?? 0;
    texts.delete(key);
  }

  return {
    find(key: string): string | undefined {
      const text = texts.get(key);
      if (text === undefined) return undefined;
      texts.delete(key);
      texts.set(key, text);
      return text;
    },

    keep(key: string, text: string): void {
      drop(key);
      if (text.length > characters / largestPart) return;
      texts.set(key, text);
      kept += text.length;
      for (const oldest of texts.keys()) {
        if (texts.size <= count && kept <= characters) return;
        drop(oldest);
      }
    },
  };
}
