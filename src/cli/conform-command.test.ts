import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

interface Recorded {
  readonly folder: string;
  readonly name: string;
}

const ZOOKEEPER: Recorded = {
  folder: 'src/kinds/zookeeper/conformance',
  name: 'session-close-then-ops.json',
};
const LOAD_BALANCER: Recorded = { folder: 'src/kinds/load-balancer/conformance', name: 'f-500-retry.json' };

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function conform(...args: readonly string[]): Outcome {
  const command = ['scripts/ensemble.mjs', 'conform', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** A directory with one case, and with its golden as `edit` leaves it. */
function directory(
  edit: (golden: string) => string | undefined,
  { folder: recorded, name }: Recorded = ZOOKEEPER,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-conform-'));
  mkdirSync(join(folder, 'cases'));
  cpSync(join(recorded, 'cases', name), join(folder, 'cases', name));
  const golden = edit(readFileSync(join(recorded, 'golden', name), 'utf8'));
  if (golden !== undefined) {
    mkdirSync(join(folder, 'golden'));
    writeFileSync(join(folder, 'golden', name), golden);
  }
  return folder;
}

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/ensemble.mjs', 'help']);
}, 60_000);

describe('conform', () => {
  test('agrees with a recording, and says so by area', () => {
    const { status, out } = conform(
      'zookeeper',
      directory((golden) => golden),
    );
    expect(out).toMatch(/^session +1 +1 +0$/m);
    expect(status).toBe(0);
  });

  test('finds one altered field of a recording, and names the case, the place and both values', () => {
    const altered = directory((golden) => golden.replace('"sessionTimeout": ', '"sessionTimeout": 1'));
    const { status, out } = conform('zookeeper', altered);
    expect(status).toBe(1);
    expect(out).toMatch(/^session-close-then-ops \/steps\/0\/result\/sessionTimeout$/m);
    const json = conform('zookeeper', altered, '--json');
    expect(json.status).toBe(1);
    const { cases } = JSON.parse(json.out) as { cases: { differences: { pointer: string }[] }[] };
    expect(cases[0]?.differences.map(({ pointer }) => pointer)).toEqual(['/steps/0/result/sessionTimeout']);
  });

  test('plays the cases of load balancers by their own rules, and writes them in the form of their goldens', () => {
    const altered = directory(
      (golden) => golden.replace('"redispatched": true', '"redispatched": false'),
      LOAD_BALANCER,
    );
    const out = join(altered, 'out');
    const { status, out: report } = conform('loadbalancer', altered, '--emit', out);
    expect(status).toBe(1);
    expect(report).toMatch(/^failure +1 +0 +1$/m);
    expect(report.match(/^f-500-retry .*$/gm)).toEqual(['f-500-retry /exact/outcomes/0/redispatched']);
    const emitted: unknown = JSON.parse(readFileSync(join(out, LOAD_BALANCER.name), 'utf8'));
    expect(emitted).toMatchObject({
      id: 'f-500-retry', runs: 1, exact: { counts: { '200:s2': 3, '200:s3': 3 } }, unstable: [],
    }); // prettier-ignore
  });

  test('writes what the model did, with no golden needed, and the same for the same seed', () => {
    const folder = directory(() => undefined);
    const emitted = [1, 2].map((run) => {
      const out = join(folder, `out-${run}`);
      expect(conform('zookeeper', folder, '--seed', '9', '--emit', out).status).toBe(0);
      expect(readdirSync(out)).toEqual([ZOOKEEPER.name]);
      return readFileSync(join(out, ZOOKEEPER.name), 'utf8');
    });
    expect(emitted[0]).toBe(emitted[1]);
    expect(Object.keys(JSON.parse(emitted[0] ?? '') as object)).toEqual(
      expect.arrayContaining(['initial', 'steps', 'logs', 'zxidEpochs']),
    );
  });

  test('plays the other cases where one is none, and refuses what is no case, no directory or no system, with a sentence', () => {
    const folder = directory(() => undefined);
    writeFileSync(join(folder, 'cases', 'x.json'), '{"format": 2}');
    const [noCase, noFolder, noSystem] = [
      conform('zookeeper', folder, '--json'),
      conform('zookeeper', join(folder, 'nowhere')),
      conform('etcd', folder),
    ];
    expect([noCase.status, noFolder.status, noSystem.status]).toEqual([2, 2, 2]);
    const { error, cases } = JSON.parse(noCase.out) as {
      error: { message: string; file: string };
      cases: { name: string }[];
    };
    expect(cases.map(({ name }) => name)).toEqual(['session-close-then-ops']);
    expect(error.message).toContain('x.json is not a case: format');
    expect(error.file).toContain('x.json');
    expect(noSystem.err).toContain('there are no cases of etcd');
  });
});
