import type { Engine } from './engine.ts';
import type { FaultAction } from './fault.ts';
import type { FaultStep, Setting } from './fault-schedule.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { tell, type Striker } from './scaling.ts';

/** Options that are set while the system runs. */
export class Settings {
  constructor(
    private readonly run: Engine,
    private readonly striker: Striker,
    private readonly made: Map<string, Setting>,
  ) {}

  /** Sets options, or puts back what `for:` was to last for unless another line has set them since. */
  apply(step: FaultStep, { nodes, options }: Extract<FaultAction, { verb: 'set' }>): void {
    const keys = Object.keys(options);
    for (const name of nodes) {
      const node = this.run.nodes[this.run.indexOf(name)];
      if (node === undefined || node.place === 'gone') continue;
      const mine = keys.filter((key) => this.made.get(`${key} ${name}`)?.fault === step.fault);
      const changes = step.expires ? mine : keys;
      if (changes.length === 0) continue;
      this.striker.event(node, step, () => {
        const before = node.settings;
        node.settings = step.expires ? this.putBack(node, mine) : { ...before, ...options };
        if (!step.expires) {
          for (const key of keys) this.made.set(`${key} ${name}`, { fault: step.fault, before });
        }
        const type = step.expires ? 'fault-ended' : 'fault-began';
        this.run.milestone({ type, data: { fault: 'set', options: changes } });
        node.config = node.spec.reconfigured?.(node.settings) ?? node.config;
        if (node.running) tell(this.run, node, { type: 'set', config: node.config });
      });
    }
  }

  private putBack(node: NodeRuntime, keys: readonly string[]): Readonly<Record<string, unknown>> {
    const kept = Object.entries(node.settings).filter(([key]) => !keys.includes(key));
    const restored = keys.flatMap((key) => {
      const { before = {} } = this.made.get(`${key} ${node.name}`) ?? {};
      this.made.delete(`${key} ${node.name}`);
      return key in before ? [[key, before[key]] as const] : [];
    });
    return Object.fromEntries([...kept, ...restored]);
  }
}
