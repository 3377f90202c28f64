import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { DIRECTORY_ENTITIES } from './directory/directory.entities.js';

/** Every table that is mapped; the queue's hot tables are read by written SQL alone. */
export const ENTITIES: EntityTarget<ObjectLiteral>[] = [...DIRECTORY_ENTITIES];
