import { endWith } from './checkout.mjs';
import { prepare } from './prepare.mjs';

// A simulated day over HTTP, and then the system as it is on the next morning.
await prepare().catch(endWith);
const { demoDay } = await import('../../dist/src/launch/demo-day.js').catch(endWith);
await demoDay(process.env).catch(endWith);
