import { readScenario } from '../scenario-reader.ts';
import type { SimulationPort } from '../simulation-port.ts';
import { type ClaimVerdict, runClaim } from './claim-run.ts';
import { DRILLS, type DrillId } from './drills.ts';

/** The runs of the drill, away from the run of the scenario that is open. A worker is there from the first run on. */
export class DrillRuns {
  private port: SimulationPort | undefined;
  private readonly known = new Map<DrillId, ClaimVerdict>();

  constructor(private readonly openPort: () => SimulationPort) {}

  /** What the run says to the claim of a statement; undefined if another statement was asked for meanwhile. */
  async verdict(id: DrillId): Promise<ClaimVerdict | undefined> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    this.port ??= this.openPort();
    const verdict = await runClaim(this.port, readScenario, DRILLS[id]).catch((error: unknown) => {
      // A worker that has come by then may lack nothing.
      this.dispose();
      throw error;
    });
    if (verdict !== undefined) this.known.set(id, verdict);
    return verdict;
  }

  dispose(): void {
    this.port?.dispose();
    this.port = undefined;
  }
}
