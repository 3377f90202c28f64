/** Roles of staff; each one may do what the ones before it may. */
export type StaffRole = 'operator' | 'coordinator' | 'administrator';

/**
 * A role that somebody holds. `office` is a slug, null = every office. With a `municipality` (ISTAT code) it is about that
 * municipality's share of a shared desk and about nothing else: such a role never opens the desk itself.
 */
export type HeldRole = { role: StaffRole; office: string | null; municipality: string | null };

/** A person who has signed in. `sessionId` is not the secret. */
export type StaffPrincipal = {
  kind: 'staff';
  userId: string;
  username: string;
  name: string;
  languages: readonly string[];
  roles: readonly HeldRole[];
  sessionId: string;
};

/** A paired screen; `office` is the slug of the one office where it stands. */
export type DevicePrincipal = {
  kind: 'device';
  deviceId: string;
  deviceKind: 'kiosk' | 'display';
  office: string;
  name: string;
};

/** Who asks, once the credentials have been checked. */
export type Principal = StaffPrincipal | DevicePrincipal;

const RANK: Record<StaffRole, number> = { operator: 1, coordinator: 2, administrator: 3 };

/**
 * Whether somebody may act in `role` at an office; `office` null asks for the role at any office at all, for routes that
 * belong to none.
 */
export function mayActAs(principal: Principal | null, role: StaffRole, office: string | null): boolean {
  if (principal?.kind !== 'staff') return false;
  return principal.roles.some((held) => held.municipality === null && holds(held, role, office));
}

/**
 * Whose share of an office somebody may look at in `role`: `'all'` for the whole office, else the municipalities that the
 * role is limited to (none: nothing). `office` null asks for any office at all.
 */
export function sharesAs(principal: Principal | null, role: StaffRole, office: string | null): 'all' | string[] {
  if (principal?.kind !== 'staff') return [];
  if (mayActAs(principal, role, office)) return 'all';
  const limited = principal.roles.filter((held) => holds(held, role, office));
  return [...new Set(limited.flatMap(({ municipality }) => municipality ?? []))];
}

function holds(held: HeldRole, role: StaffRole, office: string | null): boolean {
  return RANK[held.role] >= RANK[role] && (office === null || held.office === null || held.office === office);
}

/** Whether somebody holds `role` at every office: needed where an answer or a change touches all of them. */
export function mayActEverywhereAs(principal: Principal | null, role: StaffRole): boolean {
  if (principal?.kind !== 'staff') return false;
  return principal.roles.some(
    (held) => held.office === null && held.municipality === null && RANK[held.role] >= RANK[role],
  );
}

/** Whether somebody may use what an office's kiosk uses: that kiosk itself, or an operator of the office. */
export function mayActAsKiosk(principal: Principal | null, office: string | null): boolean {
  if (principal?.kind !== 'device') return mayActAs(principal, 'operator', office);
  return principal.deviceKind === 'kiosk' && (office === null || principal.office === office);
}

/** The stable name of a caller: `user:<id>`, `device:<id>` or `anonymous`. Also the key by which access is revoked. */
export function callerOf(principal: Principal | null): string {
  if (principal === null) return 'anonymous';
  return principal.kind === 'staff' ? `user:${principal.userId}` : `device:${principal.deviceId}`;
}
