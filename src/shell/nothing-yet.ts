const NOTHING_YET = '# Nothing runs yet.';

/** What stands for a text that has never been a scenario, until it is one. */
export function nothingYet(name: string): string {
  const title = JSON.stringify(name.replace(/\.ya?ml$/u, ''));
  return `${NOTHING_YET}\nensemble: 1\ntitle: ${title}\nduration: 1s\nnodes:\n  nothing-yet: { kind: api-server }\n`;
}

export function isNothingYet(text: string): boolean {
  return text.startsWith(NOTHING_YET);
}
