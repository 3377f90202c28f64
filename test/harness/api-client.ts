export * from '../../src/simulation/api-client.js';
