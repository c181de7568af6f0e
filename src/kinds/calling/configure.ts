import type { Directory, Edge } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { ConsumerConfig } from './consumer.ts';
import { ensembleOf } from './primary.ts';
import type { RegistryConfig } from './registry.ts';
import { namesOf, sourceOf, type Targets } from './targets.ts';

export interface ConsumerOptions {
  readonly timeout: Duration;
  readonly retries: number;
  readonly sessionTimeout: Duration;
  readonly config: { readonly watch: string; readonly through: string } | undefined;
  /** Databases whose primary it is to know. */
  readonly database?: string | undefined;
}

/** The configuration of a consumer from its options; `register`: where it registers itself. */
export function consumerConfig(
  targets: Targets,
  { timeout, retries, sessionTimeout, config, database }: ConsumerOptions,
  directory: Directory,
  self = '',
  register?: { readonly in: string; readonly through: string },
  duty?: { readonly path: string; readonly through: string; readonly size?: number | undefined },
): ConsumerConfig {
  const discover = 'discover' in targets ? targets : undefined;
  const own = discover?.through ?? register?.through ?? config?.through ?? duty?.through;
  const through = own ?? ensembleOf(database, directory);
  const registry: RegistryConfig | undefined =
    through === undefined
      ? undefined
      : {
          servers: directory.members(through),
          sessionTimeout,
          register: register && { path: register.in, address: directory.address(self) },
          discover: discover?.discover,
          watch: config?.watch,
          duty: duty && { path: duty.path, size: duty.size ?? 0, careless: false, data: self },
        };
  const source = sourceOf(targets, directory);
  return { source, callees: namesOf(source, directory), registry, calls: { timeout, retries } };
}

/** The lines on the map from a process to whom it sends requests, and to the ensemble that keeps its registry. */
export function edgesTo(callees: readonly string[], registry: RegistryConfig | undefined): readonly Edge[] {
  return [
    ...callees.map((to) => ({ to, plane: 'traffic' as const })),
    ...(registry?.servers ?? []).map((to) => ({ to, plane: 'session' as const })),
  ];
}
