import { run } from './launch/run.js';

await run(process.env);
