import type { Cluster, Conflict, Operation } from './register.ts';

/** Says why there is no order: "users-2#17 read users-1#4, though users-3#9 had been written and acknowledged before it began". */
export function conflictText(conflict: Conflict): string {
  if (conflict.type === 'premature') {
    const { read, write } = conflict;
    return `${read.name} read ${write.name} before that was sent`;
  }
  const { held, rival } = conflict;
  const text = `${held.latest.name} read ${nameOf(held)}, though ${seen(rival.first)} before it began`;
  return held.value === '' ? text : `${text}, and ${seen(held.first)} before ${begun(rival.latest)}`;
}

/** The operations that cannot be put in an order. */
export function operationsOf(conflict: Conflict): readonly string[] {
  const { type } = conflict;
  const all =
    type === 'premature'
      ? [conflict.read, conflict.write]
      : [conflict.held.first, conflict.held.latest, conflict.rival.first, conflict.rival.latest];
  return [...new Set(all.map(({ name }) => name))].filter((name) => name !== '');
}

function nameOf({ value }: Pick<Cluster, 'value'>): string {
  return value === '' ? 'nothing' : value;
}

function seen(operation: Operation): string {
  return operation.kind === 'write'
    ? `${operation.value} had been written and acknowledged`
    : `${operation.name} had read ${nameOf(operation)}`;
}

function begun(operation: Operation): string {
  return operation.kind === 'write'
    ? `${operation.value} was sent`
    : `${operation.name} began, which read ${nameOf(operation)}`;
}
