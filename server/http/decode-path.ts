/** The decoded path of a URL; null when it is badly encoded or no UTF-8. In `//a:b@c#d` Express finds no path. */
export function decodePath(path: string | null): string | null {
  if (path === null) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
