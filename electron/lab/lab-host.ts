// A host of the lab: an address, the ports it listens on, and what is wrong with it now.
import type { Identity } from './certificates.ts';
import type { Door } from './door.ts';
import type { Fault } from './script.ts';
import type { WebBehaviour, WebServer } from './web-server.ts';

export interface LabHostParts {
  readonly name: string;
  readonly doors: ReadonlyMap<'mgmt' | 'http' | 'https' | 'ssh' | 'db', Door>;
  readonly web: { readonly server: WebServer; readonly behaviour: WebBehaviour } | null;
  readonly certificates: { readonly good: Identity; readonly ending: Identity } | null;
  /** Its name server; null when it is none. */
  readonly dns: { answerWrong(wrong: boolean): void; stop(): Promise<void>; start(): Promise<void> } | null;
}

/** What is wrong with one host now; `isDown` counts whatever the reason. */
export interface Condition {
  readonly isDown: boolean;
  readonly faults: ReadonlySet<Fault>;
}

export class LabHost {
  readonly #parts: LabHostParts;
  #now: Condition | null = null;

  constructor(parts: LabHostParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.name;
  }

  /** Makes the host be so. What is so already is left alone. */
  async become(next: Condition): Promise<void> {
    const before = this.#now;
    this.#now = next;
    this.#behave(next);
    for (const [service, door] of this.#parts.doors) {
      const wanted = doorState(service, next);
      if (before && doorState(service, before) === wanted) continue;
      if (wanted === 'shut') await door.shut();
      else if (wanted === 'hung') await door.hang();
      else await door.open();
    }
    const { dns } = this.#parts;
    if (dns && before?.isDown !== next.isDown) await (next.isDown ? dns.stop() : dns.start());
  }

  async close(): Promise<void> {
    await Promise.all([...this.#parts.doors.values()].map((door) => door.shut()));
    await this.#parts.dns?.stop();
    this.#parts.web?.server.close();
  }

  #behave({ faults }: Condition): void {
    const { web, certificates, dns } = this.#parts;
    if (web) {
      web.behaviour.status = faults.has('http-500') ? 500 : 200;
      web.behaviour.delayMs = faults.has('slow') ? 1_600 : 0;
      web.behaviour.health = faults.has('sick') ? 'degraded' : 'ok';
      if (certificates) web.server.show(faults.has('certificate-ends') ? certificates.ending : certificates.good);
    }
    dns?.answerWrong(faults.has('dns-wrong'));
  }
}

function doorState(service: string, { isDown, faults }: Condition): 'open' | 'shut' | 'hung' {
  if (isDown || (service === 'ssh' && faults.has('ssh-refused'))) return 'shut';
  return faults.has('hung') ? 'hung' : 'open';
}
