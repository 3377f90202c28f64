import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Logger, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { callerOf } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { officeInstant } from '../clock/zones.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Directory } from '../directory/directory.js';
import { DomainError } from '../http/domain-error.js';
import { invalidRequest, toProblem } from '../http/problem.js';
import { Audience, type Namespace as AudienceNamespace } from './audience.js';
import { LiveAccess, type Visitor } from './live-access.js';
import { Subscribe, Unsubscribe, type Subscribed, type Tick, type Unsubscribed } from './live.contract.js';
import { EVERYBODY, roomName, subscriptionsOf } from './rooms.js';
import { SlowClients, type Client } from './slow-clients.js';
import { SubscribeLimit } from './subscribe-limit.js';
import { mayWatch, Subscriptions } from './subscriptions.js';

const MOST_SUBSCRIPTIONS = 20;
const TICK_EVERY_MILLIS = 10_000;
const LOOK_AT_PRINCIPALS_EVERY_MILLIS = 5000;

type SocketData = { visitor: Visitor; limit: SubscribeLimit };
type LiveSocket = Socket<never, never, never, SocketData>;

/** The only place that knows Socket.IO: who connects, who watches what, and how connections end. */
@WebSocketGateway({
  namespace: '/live',
  serveClient: false,
  // What clients send is small: a subscription with a token.
  maxHttpBufferSize: 16 * 1024,
  perMessageDeflate: false,
  httpCompression: false,
  pingInterval: 10_000,
  pingTimeout: 10_000,
  connectTimeout: 10_000,
})
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log = new Logger('live');
  private readonly timers: NodeJS.Timeout[] = [];
  private namespace: Namespace | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly access: LiveAccess,
    private readonly subscriptions: Subscriptions,
    private readonly audience: Audience,
    private readonly slowClients: SlowClients,
    private readonly directory: Directory,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'rateLimits'>,
  ) {}

  afterInit(namespace: Namespace): void {
    this.namespace = namespace;
    this.audience.attach(namespace as unknown as AudienceNamespace);
    // Nothing is served outside of /live: a connection that stays there would only cost memory.
    namespace.server.of('/').use((_socket, next) => next(new Error('the namespace is /live')));
    namespace.use(
      (socket, next) =>
        void this.welcome(socket as LiveSocket).then(
          () => next(),
          (error) => next(error),
        ),
    );
    this.access.onRevoked((principalKey) => void this.lookAtSockets(principalKey));
    this.timers.push(
      setInterval(() => this.tick(), TICK_EVERY_MILLIS).unref(),
      setInterval(() => this.lookAtAll(), LOOK_AT_PRINCIPALS_EVERY_MILLIS).unref(),
    );
  }

  handleConnection(socket: LiveSocket): void {
    socket.once('disconnect', () => this.slowClients.forget(clientOf(socket)));
    void socket.join(EVERYBODY);
    socket.emit('tick', ...([this.time()] as never));
  }

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<Subscribed> {
    // Asking on without reading the answers is no way to use our memory.
    if (this.slowClients.check(clientOf(socket))) socket.conn.close();
    try {
      this.count(socket);
      return await this.join(socket, parse(Subscribe, body));
    } catch (error) {
      return { ok: false, problem: this.problemOf(error) };
    }
  }

  @SubscribeMessage('unsubscribe')
  unsubscribe(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Unsubscribed {
    try {
      const { office, view } = parse(Unsubscribe, body);
      const officeId = this.directory.office(office).id;
      for (const room of subscriptionsOf(socket.rooms)) {
        if (room.officeId === officeId && room.view === view) void socket.leave(roomName(room));
      }
      return { ok: true };
    } catch (error) {
      return { ok: false, problem: this.problemOf(error) };
    }
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Before HTTP closes, which waits for every connection. Clients see a lost connection and come back by themselves. */
  beforeApplicationShutdown(): void {
    this.namespace?.server.engine?.close();
  }

  private async welcome(socket: LiveSocket): Promise<void> {
    try {
      const visitor = await this.access.welcome({ headers: socket.handshake.headers, auth: socket.handshake.auth });
      socket.data = { visitor, limit: new SubscribeLimit() };
    } catch (error) {
      // Socket.IO hands `data` to the client with its `connect_error`.
      const problem = this.problemOf(error);
      throw Object.assign(new Error(problem.code), { data: problem });
    }
  }

  private count(socket: LiveSocket): void {
    if (!this.settings.rateLimits || socket.data.limit.allow()) return;
    throw new DomainError('too-many-requests', 'Too many subscriptions. Try again later.', { retryAfterSeconds: 1 });
  }

  private async join(socket: LiveSocket, wish: Subscribe): Promise<Subscribed> {
    const place = await this.subscriptions.place(wish, socket.data.visitor.principal);
    const room = roomName(place.room);
    const again = socket.rooms.has(room);
    if (!again && subscriptionsOf(socket.rooms).length >= MOST_SUBSCRIPTIONS) {
      throw new DomainError('too-many-requests', `A connection watches at most ${MOST_SUBSCRIPTIONS} views.`);
    }
    // First the room, then the reading: what happens between the two is in one of them.
    void socket.join(room);
    try {
      return await this.subscriptions.answer(place, wish.since);
    } catch (error) {
      if (!again) void socket.leave(room);
      throw error;
    }
  }

  // One look at a time, however slowly the database answers.
  private lookAtAll(): void {
    this.looking ??= this.lookAtSockets(null).finally(() => (this.looking = null));
  }

  /** Asks again who holds the open sockets, all of them or those of one principal, and ends what is no longer allowed. */
  private async lookAtSockets(principalKey: string | null): Promise<void> {
    for (const socket of this.namespace?.sockets.values() ?? []) {
      const { visitor } = (socket as LiveSocket).data;
      if (visitor.principal === null || (principalKey !== null && callerOf(visitor.principal) !== principalKey))
        continue;
      const now = await this.access.lookAgain(visitor);
      if (now === 'gone') socket.disconnect(true);
      else this.keepAllowed(socket as LiveSocket, { ...visitor, principal: now });
    }
  }

  private keepAllowed(socket: LiveSocket, visitor: Visitor): void {
    socket.data.visitor = visitor;
    for (const room of subscriptionsOf(socket.rooms)) {
      const office = this.directory.officeById(room.officeId)?.slug;
      if (office !== undefined && mayWatch(visitor.principal, room.view, office)) continue;
      void socket.leave(roomName(room));
      // Subscribing again, the client is told why.
      if (office !== undefined) clientOf(socket).emit('behind', { office, view: room.view });
    }
  }

  private tick(): void {
    this.slowClients.dropHopeless();
    this.audience.tick(this.time());
  }

  // All offices of a server share one instant; its offset is the first office's.
  private time(): Tick {
    return { time: officeInstant(this.clock.now(), this.directory.offices()[0]?.zone ?? 'UTC') };
  }

  private problemOf(error: unknown) {
    const traceId = randomUUID();
    const { problem, unexpected } = toProblem(error, traceId);
    if (unexpected) this.log.error(`[${traceId}] ${error instanceof Error ? error.stack : String(error)}`);
    return problem;
  }
}

function parse<T>(
  schema: { safeParse(body: unknown): { success: true; data: T } | { success: false; error: unknown } },
  body: unknown,
): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidRequest((parsed.error as { issues: Parameters<typeof invalidRequest>[0] }).issues);
}

// The engine's connection keeps its buffer to itself; its length is what this program has to know.
function clientOf(socket: LiveSocket): Client {
  return socket as unknown as Client;
}
