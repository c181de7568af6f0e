import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../conformance/json.ts';
import { type PlayableCase, SYSTEMS } from '../conformance/systems.ts';
import { agrees, type AreaCount, type CaseVerdict, countAreas, judge } from '../conformance/verdict.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { complain, EXIT, print, printJson } from './output.ts';

const FILE_BYTES_MAX = 16 * 1024 * 1024;
const DEFAULT_SEED = 1;
/** Longer values are cut in the list of differences; `--json` has them whole. */
const VALUE_LENGTH_MAX = 300;

/** `conform SYSTEM DIR`: plays recorded cases on the model and says where it does otherwise. */
export function conformCommand(args: Arguments): number {
  const [system, directory, extra] = args.files;
  if (system === undefined || directory === undefined) throw new UsageError('conform wants SYSTEM DIR');
  if (extra !== undefined) throw new UsageError(`one directory at a time; ${extra} is one too many`);
  const read = Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system] : undefined;
  if (read === undefined) {
    throw new UsageError(`there are no cases of ${system}; try ${Object.keys(SYSTEMS).join(', ')}`);
  }
  const seed = args.seed ?? DEFAULT_SEED;
  const problems: UsageError[] = [];
  const verdicts = caseFiles(directory).flatMap((file) => {
    try {
      const playable = playableOf(file, read(readJson(file)));
      return [judge(playable, goldenOf(directory, playable), seed)];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error);
      return [];
    }
  });
  if (args.emit !== undefined) emit(args.emit, verdicts);
  if (args.json) printJson(jsonOf(system, seed, verdicts, problems));
  else printReport(verdicts);
  for (const { message } of problems) complain(message);
  for (const verdict of verdicts) reportStop(verdict, seed);
  return Math.max(problems.length > 0 ? EXIT.badInput : EXIT.holds, ...verdicts.map(statusOf));
}

function goldenOf(directory: string, { name }: PlayableCase): JsonObject | undefined {
  const file = join(directory, 'golden', `${name}.json`);
  return existsSync(file) ? objectOf(file, readJson(file)) : undefined;
}

function caseFiles(directory: string): readonly string[] {
  const cases = join(directory, 'cases');
  try {
    const names = readdirSync(cases).filter((name) => name.endsWith('.json'));
    if (names.length > 0) return names.sort().map((name) => join(cases, name));
  } catch {
    throw new UsageError(`${cases} is not a directory that can be read`, cases);
  }
  throw new UsageError(`there is no case in ${cases}`, cases);
}

function readJson(file: string): unknown {
  try {
    const { size } = statSync(file);
    if (size > FILE_BYTES_MAX) throw new UsageError(`${file} has ${size} bytes; 16 MiB are the most`, file);
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read as JSON: ${reason}`, file);
  }
}

function objectOf(file: string, value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new UsageError(`${file} is not a JSON object`, file);
}

function playableOf(file: string, read: ReturnType<(typeof SYSTEMS)[string]>): PlayableCase {
  if (!read.ok) throw new UsageError(`${file} is not a case: ${read.error}`, file);
  for (const left of read.value.left) complain(`${file}: ${left} is not modelled and left out`);
  return read.value;
}

function emit(directory: string, verdicts: readonly CaseVerdict[]): void {
  try {
    mkdirSync(directory, { recursive: true });
    for (const { name, result } of verdicts) {
      if (result !== undefined)
        writeFileSync(join(directory, `${name}.json`), `${JSON.stringify(result, undefined, 1)}\n`);
    }
  } catch (error) {
    throw new UsageError(`--emit ${directory}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function statusOf(verdict: CaseVerdict): number {
  if (verdict.stopped !== undefined) return verdict.stopped.outcome.type === 'bug' ? EXIT.bug : EXIT.limit;
  return agrees(verdict) ? EXIT.holds : EXIT.fails;
}

function reportStop({ name, stopped }: CaseVerdict, seed: number): void {
  if (stopped === undefined) return;
  const { outcome, bug } = stopped;
  complain(
    `${name} (--seed ${seed}) ${outcome.type === 'bug' ? `shows a bug: ${outcome.message}` : 'reached a limit'}`,
  );
  if (bug?.stack !== undefined) complain(bug.stack);
}

function printReport(verdicts: readonly CaseVerdict[]): void {
  const areas = countAreas(verdicts);
  const sum = (key: 'cases' | 'agree' | 'differ'): number =>
    areas.reduce((total, area) => total + area[key], 0);
  const total: AreaCount = { area: 'all', cases: sum('cases'), agree: sum('agree'), differ: sum('differ') };
  const width = Math.max(...areas.map(({ area }) => area.length), 'area'.length);
  print(`${'area'.padEnd(width)}  cases  agree  differ`);
  for (const { area, cases, agree, differ } of [...areas, total]) {
    const [a, b, c] = [String(cases).padStart(5), String(agree).padStart(5), String(differ).padStart(6)];
    print(`${area.padEnd(width)}  ${a}  ${b}  ${c}`);
  }
  const bare = verdicts.filter(
    ({ differences, stopped }) => differences === undefined && stopped === undefined,
  );
  if (bare.length > 0) print(`\n${bare.length} cases have no golden: nothing to compare with`);
  for (const { name, differences, stopped } of verdicts) {
    if (stopped !== undefined) print(`\n${name}\n  the simulation stopped: ${stopped.outcome.type}`);
    for (const { pointer, recorded, model } of differences ?? []) {
      print(`\n${name} ${pointer}\n  recorded ${shown(recorded)}\n  model    ${shown(model)}`);
    }
  }
}

function shown(value: Json | undefined): string {
  const text = value === undefined ? '(absent)' : JSON.stringify(value);
  return text.length <= VALUE_LENGTH_MAX ? text : `${text.slice(0, VALUE_LENGTH_MAX)}…`;
}

/** Cases that could not be read do not keep the others from being played; the first is the error of the command. */
function jsonOf(
  system: string,
  seed: number,
  verdicts: readonly CaseVerdict[],
  problems: readonly UsageError[],
): unknown {
  const [problem] = problems;
  return {
    ...(problem === undefined ? {} : { error: errorOf(problem) }),
    system,
    seed,
    areas: countAreas(verdicts),
    cases: verdicts.map((verdict) => ({
      name: verdict.name,
      area: verdict.area,
      agrees: verdict.differences === undefined ? null : agrees(verdict),
      stopped: verdict.stopped?.outcome.type ?? null,
      differences: (verdict.differences ?? []).map(({ pointer, recorded, model }) => ({
        pointer,
        recorded,
        model,
      })),
    })),
  };
}

function errorOf({ message, file, line, column, hint }: UsageError): unknown {
  return { message, file: file ?? null, line: line ?? null, column: column ?? null, hint: hint ?? null };
}
