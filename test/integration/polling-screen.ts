import type { Subscribe, Subscribed } from '../../src/live/live.contract.js';

const SEPARATOR = '\x1e';

/** A screen that speaks long polling by hand, so that a test can stop reading. */
export class PollingScreen {
  private id = 0;

  private constructor(private readonly address: string) {}

  static async open(url: string): Promise<PollingScreen> {
    const base = `${url}/socket.io/?EIO=4&transport=polling`;
    const { sid } = JSON.parse((await (await fetch(base)).text()).slice(1)) as { sid: string };
    const screen = new PollingScreen(`${base}&sid=${sid}`);
    await screen.post('40/live,');
    await screen.pollFor((packet) => packet.startsWith('40/live,'));
    return screen;
  }

  async subscribe(wish: Subscribe): Promise<Subscribed> {
    const id = this.id++;
    await this.post(`42/live,${id}${JSON.stringify(['subscribe', wish])}`);
    const answer = `43/live,${id}`;
    const packet = await this.pollFor((one) => one.startsWith(`${answer}[`));
    return (JSON.parse(packet.slice(answer.length)) as [Subscribed])[0];
  }

  /** What the server holds for this screen, one text per packet. */
  async poll(): Promise<string[]> {
    return (await (await fetch(this.address)).text()).split(SEPARATOR);
  }

  private async pollFor(wanted: (packet: string) => boolean): Promise<string> {
    for (;;) {
      for (const packet of await this.poll()) {
        if (packet === '2') await this.post('3');
        if (wanted(packet)) return packet;
      }
    }
  }

  private async post(body: string): Promise<void> {
    const answer = await fetch(this.address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
    });
    if (!answer.ok) throw new Error(`polling: ${answer.status}`);
  }
}
