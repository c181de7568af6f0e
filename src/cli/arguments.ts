import { parseArgs } from 'node:util';

/** Options of all commands, with the values as they were given. */
export interface Arguments {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly seed: number | undefined;
  readonly runs: number | undefined;
  readonly until: string | undefined;
  readonly milestone: string | undefined;
  readonly emit: string | undefined;
  readonly of: string | undefined;
}

/** A mistake in the command line or a file: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    readonly file?: string,
    readonly line?: number,
    readonly column?: number,
    readonly hint?: string,
  ) {
    super(message);
  }
}

export function parseArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        seed: { type: 'string' },
        runs: { type: 'string' },
        until: { type: 'string' },
        milestone: { type: 'string' },
        emit: { type: 'string' },
        of: { type: 'string' },
      },
    });
    return {
      files: positionals,
      json: values.json,
      seed: values.seed === undefined ? undefined : integerOf('--seed', values.seed, 0),
      runs: values.runs === undefined ? undefined : integerOf('--runs', values.runs, 1),
      until: values.until,
      milestone: values.milestone,
      emit: values.emit,
      of: values.of,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function integerOf(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffffffff || value < least) {
    throw new UsageError(`${option} wants an integer from ${String(least)} to 4294967295, not ${text}`);
  }
  return value;
}
