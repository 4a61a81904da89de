/** Some browsers read the file only after the person has said where to put it. */
const readMilliseconds = 60_000;

/** Gives the person a file to keep, as a download from a server would. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), readMilliseconds);
}
