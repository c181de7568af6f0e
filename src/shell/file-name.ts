/** What a file of this title is called: `who-is-the-primary.yaml`. */
export function fileNameOf(title: string, ending = 'yaml', untitled = 'scenario'): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[\p{Letter}\p{Number}]+/gu);
  const letters = Array.from((words ?? [untitled]).join('-'));
  return `${letters.slice(0, 60).join('').replace(/-$/u, '')}.${ending}`;
}
