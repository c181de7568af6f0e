/** Parts of a scenario in the words of the format: what is written here reads back as the same. */
import { formatDuration, formatFactor, formatRate, formatShare, formatSize } from '../lib/quantities.ts';
import { alternativeOf, type OptionSpec } from '../lib/options.ts';
import type { FaultTarget, OptionValue, ScenarioFault } from './scenario.ts';

/** What a YAML file holds. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written };

/** How a list of node names is written; `zones` where a zone may stand for its nodes. */
export type WriteNames = (names: readonly string[], zones?: boolean) => Written;

/** `{ at: 12s, crash: db-1, for: 5s }`. */
export function writeFault(
  fault: ScenarioFault,
  writeNames: WriteNames = writeEach,
): Readonly<Record<string, Written>> {
  const length: Record<string, Written> = fault.for === undefined ? {} : { for: formatDuration(fault.for) };
  return { at: formatDuration(fault.at), [fault.verb]: writeAction(fault, writeNames), ...length };
}

function writeAction(fault: ScenarioFault, writeNames: WriteNames): Written {
  switch (fault.verb) {
    case 'slow':
      return { node: writeTarget(fault.target, writeNames), by: formatFactor(fault.by) };
    case 'cut':
      return writeEnds([fault.from, fault.to], fault.oneWay, writeNames);
    case 'partition':
      return fault.sets.map((set) => writeNames(set, true));
    case 'degrade':
      return {
        between: writeEnds(fault.between, false, writeNames),
        latency: formatDuration(fault.latency),
        jitter: formatDuration(fault.jitter),
        loss: formatShare(fault.loss),
      };
    case 'add':
      return { group: fault.group, count: fault.count };
    case 'remove':
      return { group: fault.group, count: fault.count, ...(fault.abrupt ? { abrupt: true } : {}) };
    case 'set':
      return { node: writeNames(fault.nodes), ...(fault.written as Readonly<Record<string, Written>>) };
    case 'zookeeper': {
      const { op, path, data } = fault.order;
      return { through: fault.through, [op]: path, ...(op === 'delete' ? {} : { data }) };
    }
    case 'heal':
      return fault.ends === 'all' ? 'all' : writeEnds(fault.ends, fault.oneWay, writeNames);
    default:
      return writeTarget(fault.target, writeNames);
  }
}

function writeTarget(target: FaultTarget, writeNames: WriteNames): Written {
  return 'nodes' in target ? writeNames(target.nodes) : { ...target };
}

function writeEnds(ends: readonly (readonly string[])[], oneWay: boolean, writeNames: WriteNames): Written {
  const written = ends.map((names) => writeNames(names, true));
  const [from = [], to = []] = written;
  return oneWay ? { from, to } : written;
}

/** A single name stands for itself. */
function writeEach(names: readonly string[]): Written {
  const [only] = names;
  return only !== undefined && names.length === 1 ? only : [...names];
}

/** An option's value as its table says it is written; undefined where it is absent. */
export function writeOption(option: OptionSpec, value: OptionValue): Written | undefined {
  if (value === undefined) return undefined;
  const spec = alternativeOf(option, value);
  if (typeof value === 'number') return writeNumber(spec, value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (isList(value)) {
    const item = spec.type === 'list' ? spec.of : spec;
    return value.flatMap((one) => writeOption(item, one) ?? []);
  }
  const fields = spec.type === 'record' ? spec.fields : {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => {
      const of = fields[key];
      const written = of === undefined ? undefined : writeOption(of, field);
      return written === undefined ? [] : [[key, written]];
    }),
  );
}

function writeNumber(spec: OptionSpec, value: number): Written {
  switch (spec.type) {
    case 'duration':
      return formatDuration(value);
    case 'rate':
      return formatRate(value);
    case 'share':
      return formatShare(value);
    case 'size':
      return formatSize(value);
    default:
      return value;
  }
}

function isList(value: OptionValue): value is readonly OptionValue[] {
  return Array.isArray(value);
}
