/** A browser may start the download after the click; then the address has to be there still. */
const KEPT_MS = 60_000;

/** Hands the user a text as a file to keep; its last line ends as lines do. */
export function saveFile(name: string, text: string, type = 'application/yaml'): void {
  const address = URL.createObjectURL(new Blob([text.endsWith('\n') ? text : `${text}\n`], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
