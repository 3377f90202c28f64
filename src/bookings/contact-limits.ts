import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import type { ContactRequest } from './bookings.contract.js';
import { activeOf, takeTurns } from './bookings.sql.js';

/** Fair limits of active bookings, per contact and per person; never per address, which a whole building may share. */
@Injectable()
export class ContactLimits {
  /** Comes first in its transaction: confirmations of one contact wait for each other here, in one order. */
  async lock(tx: Tx, office: OfficeRecord, contact: ContactRequest): Promise<void> {
    const keys = [contact.email?.toLowerCase(), contact.phone, personOf(contact)]
      .filter((one) => one != null)
      .map((one) => lockKey(office.id, one));
    await tx.run(takeTurns, [keys.sort((a, b) => (a < b ? -1 : 1)).map(String)]);
  }

  /** @throws DomainError `too-many-bookings` */
  async assertRoom(tx: Tx, office: OfficeRecord, contact: ContactRequest): Promise<void> {
    const { maxActivePerContact, maxActivePerPerson } = office.booking;
    const values = [office.id, contact.email ?? null, contact.phone ?? null, contact.surname, contact.name];
    const [active] = await tx.run(activeOf, values);
    if (active === undefined) return;
    const contacts = Math.max(active.email, active.phone);
    if (contacts < maxActivePerContact && active.person < maxActivePerPerson) return;
    const limit = contacts >= maxActivePerContact ? maxActivePerContact : maxActivePerPerson;
    throw new DomainError('too-many-bookings', 'There are as many open appointments as one person may have.', {
      limit,
    });
  }
}

function personOf({ name, surname }: ContactRequest): string {
  return `${surname} ${name}`.toLowerCase();
}

function lockKey(officeId: number, contact: string): bigint {
  return createHash('sha256').update(`${officeId} ${contact}`).digest().readBigInt64BE(0);
}
