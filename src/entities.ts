import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** Every table that is mapped; the queue's hot tables are read by written SQL alone. */
export const ENTITIES: EntityTarget<ObjectLiteral>[] = [];
