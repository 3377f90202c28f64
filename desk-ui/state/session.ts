import { signal } from '@preact/signals';
import type { SignedIn, StaffUser } from '../../src/staff/staff.contract.js';
import { api, ApiProblem } from '../../ui-kit/api.js';

/** `expired` keeps the person and everything on the screen: only the password is asked again. */
export type SessionState = 'unknown' | 'signed-out' | 'signed-in' | 'expired';

export const sessionState = signal<SessionState>('unknown');
export const user = signal<StaffUser | null>(null);

/** Looks whether this browser is signed in already. @throws ServerAway */
export async function restoreSession(): Promise<void> {
  try {
    welcome((await api.get<SignedIn>('/auth/me')).user);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    sessionState.value = 'signed-out';
  }
}

/** @throws ApiProblem `wrong-credentials`, `too-many-requests`; ServerAway */
export async function signIn(username: string, password: string): Promise<void> {
  const { user: person } = await api.post<SignedIn>('/auth/login', { username, password });
  // Another person at a screen that was left open starts with a screen of their own.
  if (user.value !== null && user.value.id !== person.id) location.reload();
  else welcome(person);
}

/** The server no longer knows this session. */
export function sessionExpired(): void {
  // Only looked at: an effect that reports the end must not run again when the person has signed in anew.
  if (sessionState.peek() === 'signed-in') sessionState.value = 'expired';
}

/** @throws ServerAway */
export async function endSession(): Promise<void> {
  await api.post('/auth/logout', {});
  // A fresh page: nothing of one person stays in memory for the next.
  location.reload();
}

/** Whether the person may do at an office what coordinators may. */
export function isCoordinator(office: string): boolean {
  return rolesAt(office).some((role) => role !== 'operator');
}

/** An office as far as its shares go. */
type SharedOffice = { slug: string; municipalities: readonly string[] };

/**
 * Whose statistics the person may look at: `'all'` of the office, or the shares of these municipalities; none: nothing.
 * The server decides; the screen only offers what it would answer.
 */
export function statisticsShare(office: SharedOffice): 'all' | string[] {
  if (isCoordinator(office.slug)) return 'all';
  const shares = (user.value?.roles ?? []).flatMap(({ role, municipality, ...held }) => {
    const here = held.office === null || held.office === office.slug;
    return here && role !== 'operator' && municipality !== null ? [municipality] : [];
  });
  return office.municipalities.filter((code) => shares.includes(code));
}

function rolesAt(office: string): string[] {
  // A role limited to a municipality is about its share of the statistics, not about the desk.
  const roles = (user.value?.roles ?? []).filter(({ municipality }) => municipality === null);
  return roles.filter((held) => held.office === null || held.office === office).map(({ role }) => role);
}

/** Whether the person works at an office at all. */
export function worksAt(office: string): boolean {
  return rolesAt(office).length > 0;
}

function welcome(person: StaffUser): void {
  user.value = person;
  sessionState.value = 'signed-in';
}
