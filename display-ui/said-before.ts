import type { BoardCall } from '../src/queue/queue.contract.js';
import { keyOf } from './announcements.js';

const KEY = 'sportello-display-said';
const MOST_KEPT = 40;

/** Whether this screen announced a call before its page was loaded again: a reload must not call anybody twice. */
export function wasSaid(call: BoardCall): boolean {
  return kept().includes(markOf(call));
}

/** Keeps that a call was announced, for as long as this window lives. */
export function rememberSaid(call: BoardCall): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...kept(), markOf(call)].slice(-MOST_KEPT)));
  } catch {
    // A browser that keeps nothing says a call again after a reload.
  }
}

function kept(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[];
  } catch {
    return [];
  }
}

// With its time: another database behind the same address counts its calls from the start again.
function markOf(call: BoardCall): string {
  return `${keyOf(call)}@${Date.parse(call.lastCalledAt)}`;
}
