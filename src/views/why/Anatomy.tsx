import type { Failover, FailoverPhase, PhaseSetting } from '../../analysis/answer.ts';
import { duration, percent, seconds, writtenDuration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';

/** The width of the column with the bars, in pixels. */
const SCALE = 116;
const BAR_MIN = 2;

/** How long each phase of a failover took, to true scale, beside what sets it. */
export function Anatomy({ failover }: { readonly failover: Failover }) {
  const { phases, totalUs } = failover;
  const total = wholeLength(totalUs);
  const { columns } = words.anatomy;
  const written = phases.some((phase) => phase.name === 'rerouting');
  const name =
    failover.after === undefined
      ? words.anatomy.soFar
      : written
        ? words.anatomy.total
        : words.anatomy.takeover;
  return (
    <section className="anatomy" aria-label={words.anatomy.title}>
      <table>
        <caption>
          <span className="visually-hidden">{words.anatomy.caption(name, total)}</span>
          <span className="anatomy-title" aria-hidden="true">
            <strong>{words.anatomy.title}</strong>
            <span>
              {name} <strong className="mono">{total}</strong>
            </span>
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{columns.phase}</th>
            <th scope="col">{columns.scale}</th>
            <th scope="col" className="anatomy-took">
              {columns.took}
            </th>
            <th scope="col">{columns.setBy}</th>
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => (
            <Row key={phase.name} phase={phase} failover={failover} />
          ))}
        </tbody>
      </table>
      <p className="anatomy-sentence">{sentence(failover)}</p>
    </section>
  );
}

interface RowProps {
  readonly phase: FailoverPhase;
  readonly failover: Failover;
}

function Row({ phase, failover }: RowProps) {
  const { from, totalUs } = failover;
  const room = SCALE - BAR_MIN;
  const x = (room * (phase.from - from)) / Math.max(1, totalUs);
  const width = Math.max(BAR_MIN, (room * (phase.to - phase.from)) / Math.max(1, totalUs));
  return (
    <tr>
      <th scope="row">{words.anatomy.phases[phase.name]}</th>
      <td>
        <svg width={SCALE} height="10" aria-hidden="true" focusable="false">
          <rect className={isWait(phase) ? 'bar-wait' : 'bar-work'} x={x} width={width} height="10" />
        </svg>
      </td>
      <td className="anatomy-took mono">{phaseLength(phase.to - phase.from)}</td>
      <td className="anatomy-set">{settingText(phase.setBy)}</td>
    </tr>
  );
}

/** Nothing is done in it but letting time pass. */
function isWait({ name }: FailoverPhase): boolean {
  return name === 'detection' || name === 'rerouting';
}

/** `8.206 s`, with the milliseconds that a sum of small phases needs; below a second as it suits. */
function wholeLength(us: number): string {
  return us >= 1e6 ? seconds(us, 2) : duration(us);
}

function phaseLength(us: number): string {
  return us >= 1e6 ? seconds(us) : duration(us);
}

function settingText(setting: PhaseSetting): string {
  const { anatomy } = words;
  switch (setting.key) {
    case 'session-timeout':
      return anatomy.sessionTimeout(writtenDuration(setting.timeout), writtenDuration(setting.tick));
    case 'read-timeout':
      return anatomy.readTimeout(writtenDuration(setting.timeout));
    case 'silence':
      return anatomy.silence(writtenDuration(setting.every), setting.rounds);
    case 'quorum':
      return anatomy.quorum(writtenDuration(setting.diskSync), setting.quorum, setting.servers);
    case 'network':
      return anatomy.network(writtenDuration(setting.latency));
    case 'recipe':
      return anatomy.recipe(setting.recipe, writtenDuration(setting.latency));
    case 'promotion':
      return anatomy.promotion(writtenDuration(setting.promotion));
    case 'next-write':
      return anatomy.nextWrite(String(Math.round(setting.perSecond * 10) / 10));
  }
}

function waitText({ name, setBy }: FailoverPhase): string {
  const { waits } = words.anatomy;
  if (name !== 'detection') return waits.rerouting;
  if (setBy.key === 'read-timeout') return waits.reading;
  return setBy.key === 'silence' ? waits.silence : waits.detection;
}

/** "99.6 % of this outage is waiting: the session timeout and the clients' next write. The election itself took 1.4 ms." */
function sentence({ phases, totalUs }: Failover): string {
  const waits = phases.filter(isWait);
  const waited = waits.reduce((sum, { from, to }) => sum + to - from, 0);
  const election = phases.find(({ name }) => name === 'election');
  if (waits.length === 0 || totalUs === 0) return '';
  return words.anatomy.sentence(
    percent(waited / totalUs),
    waits.map(waitText),
    election === undefined ? '' : words.anatomy.election(duration(election.to - election.from)),
  );
}
