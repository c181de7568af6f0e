/** The kinds of components in the worker, each loaded when a scenario first has it. */
import { defined } from '../lib/assert.ts';
import { missing } from '../lib/missing-part.ts';
import type { KindDefinition } from '../kernel/kind.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** A kind's folder is called like the kind, and its model exports the definition. */
const MODELS = import.meta.glob<Readonly<Record<string, unknown>>>('../kinds/*/model.ts');

export class KindLoader {
  private readonly known = new Map<string, KindDefinition>();

  readonly loaded = (): readonly KindDefinition[] => [...this.known.values()];

  /** Afterwards all kinds that the scenario's nodes have are there. */
  async load({ nodes }: Scenario): Promise<void> {
    const missing = new Set(nodes.map(({ kind }) => kind).filter((kind) => !this.known.has(kind)));
    await Promise.all([...missing].map(async (kind) => this.known.set(kind, await loadKind(kind))));
  }
}

async function loadKind(kind: string): Promise<KindDefinition> {
  const load = defined(MODELS[`../kinds/${kind}/model.ts`], `the model of ${kind}`);
  return defined(
    Object.values(await load().catch(missing('model'))).find(isKind),
    `the definition of ${kind}`,
  );
}

function isKind(value: unknown): value is KindDefinition {
  return typeof value === 'object' && value !== null && 'kind' in value && 'handle' in value;
}
