import { parseArgs } from 'node:util';

/** Options of all commands, with the values as they were given. */
export interface Arguments {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly seed: number | undefined;
  readonly seeds: readonly number[] | undefined;
  readonly runs: number | undefined;
  readonly until: string | undefined;
  readonly milestone: string | undefined;
  readonly emit: string | undefined;
  readonly of: string | undefined;
}

/** An option as it is written, without the dashes. */
export type OptionName = Exclude<keyof Arguments, 'files'>;

const MAX_SEEDS = 10_000;

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

/** The arguments of the command `name`, which takes these options. */
export function parseArguments(
  name: string,
  args: readonly string[],
  options: readonly OptionName[],
): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        seed: { type: 'string' },
        seeds: { type: 'string' },
        runs: { type: 'string' },
        until: { type: 'string' },
        milestone: { type: 'string' },
        emit: { type: 'string' },
        of: { type: 'string' },
      },
    });
    const surplus = Object.keys(values).find((given) => !options.some((option) => option === given));
    if (surplus !== undefined) throw new UsageError(`${name} takes no --${surplus}; try help`);
    return {
      files: positionals,
      json: values.json ?? false,
      seed: values.seed === undefined ? undefined : integerOf('--seed', values.seed, 0),
      seeds: values.seeds === undefined ? undefined : seedsOf(values.seeds),
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

/** `1..20`: every seed from the first to the last. */
function seedsOf(text: string): readonly number[] {
  const [, first = '', last = ''] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (first === '') throw new UsageError(`--seeds wants the first and the last, such as 1..20, not ${text}`);
  const [from, to] = [integerOf('--seeds', first, 0), integerOf('--seeds', last, 0)];
  if (to < from) throw new UsageError(`--seeds ${text}: the last comes before the first`);
  if (to - from >= MAX_SEEDS) throw new UsageError(`--seeds ${text}: ${String(MAX_SEEDS)} seeds at most`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
