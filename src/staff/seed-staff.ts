import type { Clock } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import { hashPassword } from './password.js';
import * as sql from './staff.sql.js';
import { insertUser } from './users.service.js';
import type { UserCreate } from './staff.contract.js';

/** First people of an empty database; `demo` null when this is no demo. */
export type StaffSeed = {
  clock: Clock;
  adminPassword: string;
  demo: { password: string } | null;
  /** The office where the demo's people work. */
  officeSlug: string;
};

type Person = Omit<UserCreate, 'password'> & { password: string };

/**
 * Adds the first administrator `admin`, and for a demo `operator1` … `operator4` and `coordinator`. A database that has
 * anybody is left as it is. Answers the user names that were added.
 */
export async function seedStaff(tx: Tx, seed: StaffSeed): Promise<string[]> {
  if ((await tx.run(sql.anybody, [])).length > 0) return [];
  const { clock, adminPassword, demo, officeSlug } = seed;
  const demoPeople = demo === null ? [] : peopleOfDemo(officeSlug, demo.password);
  const people = [administrator(adminPassword), ...demoPeople];
  const hashes = await Promise.all(people.map(({ password }) => hashPassword(password)));
  for (const [index, { username, name, languages, roles }] of people.entries()) {
    const passwordHash = hashes[index] ?? '';
    await insertUser(tx, clock.real(), { username, name, languages, roles, passwordHash });
  }
  return people.map(({ username }) => username);
}

function administrator(password: string): Person {
  const roles: Person['roles'] = [{ role: 'administrator', office: null }];
  return { username: 'admin', name: 'Administrator', password, languages: ['it'], roles };
}

function peopleOfDemo(officeSlug: string, password: string): Person[] {
  const person = (username: string, name: string, languages: string[], role: 'operator' | 'coordinator'): Person => ({
    username,
    name,
    password,
    languages,
    roles: [{ role, office: officeSlug }],
  });
  return [
    person('operator1', 'Operator 1', ['it', 'en'], 'operator'),
    person('operator2', 'Operator 2', ['it'], 'operator'),
    person('operator3', 'Operator 3', ['it'], 'operator'),
    person('operator4', 'Operator 4', ['it', 'zh-Hans'], 'operator'),
    person('coordinator', 'Coordinator', ['it', 'en'], 'coordinator'),
  ];
}
