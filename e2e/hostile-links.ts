/** Addresses that nobody means well by: links that must not open, links that may, and places that make no sense. */
import { deflateRawSync, constants } from 'node:zlib';
import { hashText } from '../src/lib/hash.ts';
import { DICTIONARY_2 } from '../src/shell/share/dictionary.ts';
import { seal } from '../src/shell/share/envelope.ts';

const SLUG = 'who-is-the-primary';
const SCRIPT = '<img src=https://example.invalid/x.png onerror=alert(1)><script>alert(1)</script>';
const MARKDOWN =
  '[here](javascript:alert(1)) ![](https://example.invalid/y.png) <style>*{display:none}</style>';

/** A whole link, with a right checksum, that says what no page would write. */
function link(body: unknown, version = '2'): string {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const code = seal(version, json, version === '2' ? DICTIONARY_2 : '');
  if (!code.ok) throw new Error(code.error);
  return code.value;
}

/** A link around any packed bytes, however many. */
function packed(bytes: Buffer): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(hashText(`2${bytes.toString('latin1')}`));
  const size = Buffer.from([bytes.length >> 16, bytes.length >> 8, bytes.length]);
  return `2${Buffer.concat([size, sum, bytes]).toString('base64url')}`;
}

/** Unpacks to so many MiB of nothing. */
function bomb(mebibytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat(Array.from({ length: mebibytes }, () => one));
}

const BUILT_IN = { s: SLUG, h: '1', t: 0, m: '4' };
const GOOD = link(BUILT_IN);
const FAULTS = (count: number, fault: unknown) => Array.from({ length: count }, () => fault);
const own = (text: string, name = 'mine.yaml') => ({ f: name, x: text, t: 0, m: '4' });

/** Each with what is said of it. */
export const REFUSED_LINKS: readonly (readonly [code: string, sentence: string])[] = [
  ['', 'The link is cut off'],
  [GOOD.slice(0, -3), 'The link is cut off'],
  [`${GOOD.slice(0, -2)}__`, 'The link is damaged'],
  [SCRIPT, 'The link is cut off'],
  ['__proto__', 'The link is'],
  [packed(bomb(40)), 'The link unpacks to more'],
  [packed(bomb(1024)), 'The link is longer than any'],
  [link({}, '0'), 'The link was made by a newer version'],
  [link(BUILT_IN, '9'), 'The link was made by a newer version'],
  ['['.repeat(10_000), 'The link is cut off'],
  [link('['.repeat(100_000)), 'deeper than any scenario'],
  [link({ ...BUILT_IN, e: { faults: FAULTS(1001, 0) } }), 'does not say what to show'],
  [link({ ...BUILT_IN, t: 1e300 }), 'does not say what to show'],
  [link({ ...BUILT_IN, n: SCRIPT }), 'does not say what to show'],
  [link({ ...BUILT_IN, s: '../../secret' }), 'does not say what to show'],
  [link({ ...BUILT_IN, m: SCRIPT }), 'does not say what to show'],
  [link(`{"__proto__":${JSON.stringify(BUILT_IN)}}`), 'does not say what to show'],
  [link({ ...BUILT_IN, s: 'constructor' }), 'which is not in this library'],
  [link({ ...BUILT_IN, s: 'no-such-scenario' }), 'which is not in this library'],
  [link({ ...BUILT_IN, e: { options: { 'users.__proto__.rate': '1/s' } } }), 'does not fit the scenario'],
  [link('{"s":"who-is-the-primary","h":"1","t":0,"m":"4","e":{"seed":{"__proto__":1}}}'), 'does not fit'],
  [link({ ...BUILT_IN, e: { faults: [{ at: '5s', crash: SCRIPT }] } }), 'does not fit the scenario'],
  [link(own('a: &a [x, x]\nb: [*a, *a]\n')), 'does not fit the scenario'],
  [link(own(`ensemble: 1\ntitle: Evil\nnodes: { "${SCRIPT}": { kind: client } }\n`)), 'does not fit'],
  [link(own('', SCRIPT + 'x'.repeat(150))), 'does not fit the scenario'],
  [link(own('ensemble: 99\ntitle: Later\nnodes: {}\n')), 'does not fit the scenario'],
];

const FILE = 'nodes: { users: { kind: client, target: api }, api: { kind: api-server } }\nduration: 2s\n';

/** Whole, and what they say is a scenario, whatever its texts are: each with its title. */
export const OPENED_LINKS: readonly (readonly [code: string, title: string])[] = [
  [link(own(`ensemble: 1\ntitle: ${JSON.stringify(SCRIPT)}\n${FILE}`)), SCRIPT],
  [
    link(
      own(
        `ensemble: 1\ntitle: Told\nsummary: ${JSON.stringify(SCRIPT)}\nstory:\n` +
          `  - { at: 0s, title: ${JSON.stringify(SCRIPT)}, say: ${JSON.stringify(MARKDOWN + SCRIPT)} }\n${FILE}`,
      ),
    ),
    'Told',
  ],
  [link({ ...BUILT_IN, e: { faults: FAULTS(1000, { at: '5s', crash: 'db-1' }) } }), 'Who is the primary?'],
  [
    link('{"s":"who-is-the-primary","h":"1","t":0,"m":"4","__proto__":{"n":1},"e":{"__proto__":{"seed":1}}}'),
    'Who is the primary?',
  ],
  [link({ ...BUILT_IN, h: 'wrong', d: '0123456789abcdef' }), 'Who is the primary?'],
];

const HOSTILE_VALUES = [
  '',
  SCRIPT,
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  '../../secret',
  '%00%ff',
  '-1',
  '1e309',
  '9'.repeat(400),
  'x'.repeat(20_000),
];

/** Hostile ways to look at what `open` says, and drafts that nobody has. */
export function hostilePlaces(open: string): readonly string[] {
  return [
    ...HOSTILE_VALUES.map(encodeURIComponent).flatMap((value) => [
      `#draft=${value}`,
      `${open}&t=${value}&window=${value}-${value}&node=${value}&message=${value}&panel=why:${value}&edit=${value}`,
    ]),
    `${open}&panel=${encodeURIComponent(SCRIPT)}`,
    `${open}&scenario=leader-crash&panel=request:%00&panel=effects:%00`,
    '#page=scenario',
  ];
}

/** What names no page is the first one. */
export const HOSTILE_PAGES: readonly string[] = [
  `#page=${encodeURIComponent(SCRIPT)}`,
  '#page=__proto__&edit=__proto__',
  `#&&==&=%${'&a=b'.repeat(5000)}`,
];
