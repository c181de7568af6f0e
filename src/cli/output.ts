import type { Problem } from '../scenario/problem.ts';

/** Exit statuses of the command line (scenario format, "The command line"). */
export const EXIT = { holds: 0, fails: 1, badInput: 2, bug: 3, limit: 4 } as const;

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', () => process.exit());

/** The result of a command: standard output carries it alone. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

/** Everything that is not the result. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** `   12.000 000` seconds, for logs. */
export function timeColumn(time: number): string {
  return (time / 1_000_000).toFixed(6).padStart(12);
}

/** `file:line:column: message`, with its hint unless the message says it already. */
export function problemLine(file: string, problem: Problem): string {
  const { line, column, message, hint } = problem;
  const more = hint === undefined || message.includes(hint) ? '' : ` (${hint})`;
  return `${file}:${String(line)}:${String(column)}: ${message}${more}`;
}
