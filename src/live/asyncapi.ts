import { z } from 'zod';
import {
  Behind,
  BoardChanges,
  QueueChanges,
  Subscribe,
  Subscribed,
  Tick,
  TicketChanges,
  Unsubscribe,
  Unsubscribed,
} from './live.contract.js';

type Json = Record<string, unknown>;
type Message = { schema: z.ZodType; event: string; summary: string };

/** What may be sent, by the name of its schema. Names of events are those that Socket.IO carries. */
const MESSAGES = {
  Subscribe: {
    schema: Subscribe,
    event: 'subscribe',
    summary: 'begins to watch a view; a snapshot or the changes since come back',
  },
  Subscribed: { schema: Subscribed, event: 'subscribe', summary: 'acknowledgement of `subscribe`' },
  Unsubscribe: { schema: Unsubscribe, event: 'unsubscribe', summary: 'ends watching a view' },
  Unsubscribed: { schema: Unsubscribed, event: 'unsubscribe', summary: 'acknowledgement of `unsubscribe`' },
  BoardChanges: {
    schema: BoardChanges,
    event: 'changes',
    summary: 'what the waiting room sees, revisions `from` to `to`',
  },
  QueueChanges: { schema: QueueChanges, event: 'changes', summary: 'what the desk sees, revisions `from` to `to`' },
  TicketChanges: { schema: TicketChanges, event: 'changes', summary: 'what the holder of a ticket sees' },
  Behind: { schema: Behind, event: 'behind', summary: 'the view is no longer sent: subscribe again with `since`' },
  Tick: { schema: Tick, event: 'tick', summary: 'every ten seconds: proof of life and the time at the office' },
} as const satisfies Record<string, Message>;
type MessageName = keyof typeof MESSAGES;

const RULES = [
  'Socket.IO namespace `/live`, by WebSocket or long polling.',
  'A session cookie or `auth: { token }` of a paired device says who connects; boards are public.',
  'A client at revision r ignores a range that ends at r or before, applies those of its changes that are newer than r',
  'when it begins at r + 1 or before, and otherwise subscribes again with `since: r`.',
].join(' ');

/** The AsyncAPI 3 document of `/live`, made from the contracts. */
export function asyncApiDocument(version: string): Json {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Sportello live', version, description: RULES, license: { name: 'EUPL-1.2' } },
    defaultContentType: 'application/json',
    servers: { local: { host: '127.0.0.1:3000', protocol: 'ws', pathname: '/socket.io' } },
    channels: {
      live: {
        address: '/live',
        description: RULES,
        messages: eachMessage((name) => ref('components', 'messages', name)),
      },
    },
    operations: {
      subscribe: asked('Subscribe', 'Subscribed'),
      unsubscribe: asked('Unsubscribe', 'Unsubscribed'),
      tellChanges: told('BoardChanges', 'QueueChanges', 'TicketChanges'),
      tellBehind: told('Behind'),
      tellTick: told('Tick'),
    },
    components: { messages: eachMessage(messageOf), schemas: schemas() },
  };
}

function messageOf(name: MessageName): Json {
  const { event, summary } = MESSAGES[name];
  return { name: event, title: name, summary, payload: ref('components', 'schemas', name) };
}

/** From the server's side: it receives what clients send, and answers in the acknowledgement. */
function asked(request: MessageName, reply: MessageName): Json {
  return {
    action: 'receive',
    channel: ref('channels', 'live'),
    messages: [onChannel(request)],
    reply: { channel: ref('channels', 'live'), messages: [onChannel(reply)] },
  };
}

function told(...names: MessageName[]): Json {
  return { action: 'send', channel: ref('channels', 'live'), messages: names.map(onChannel) };
}

/** Schemas of all messages and of whatever they name, as JSON Schema draft 7, which AsyncAPI speaks. */
function schemas(): Json {
  const found: Json = {};
  for (const name of Object.keys(MESSAGES) as MessageName[]) {
    const { $schema: _, definitions, ...schema } = jsonSchemaOf(MESSAGES[name].schema);
    // A schema that another one names is itself among the definitions; the root then only points there.
    Object.assign(found, { [name]: schema }, definitions);
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function jsonSchemaOf(schema: z.ZodType): Json & { definitions?: Json } {
  const text = JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'output' }), (key, value: unknown) =>
    // An id of its own would make a schema the base of the references in it.
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
  return JSON.parse(text.replaceAll('"#/definitions/', '"#/components/schemas/')) as Json & { definitions?: Json };
}

function eachMessage<T>(make: (name: MessageName) => T): Record<string, T> {
  return Object.fromEntries((Object.keys(MESSAGES) as MessageName[]).map((name) => [name, make(name)]));
}

function onChannel(name: MessageName): Json {
  return ref('channels', 'live', 'messages', name);
}

function ref(...path: string[]): Json {
  return { $ref: `#/${path.join('/')}` };
}
