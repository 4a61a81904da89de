/** The path of a URL in letters; null when its percent signs are wrong or stand for no UTF-8. */
export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
