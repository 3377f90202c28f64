import { z } from 'zod';
import { LanguageTag, MunicipalityCode } from '../http/conventions.contract.js';

export const StaffRole = z.enum(['operator', 'coordinator', 'administrator']).meta({ id: 'StaffRole' });
export type StaffRole = z.infer<typeof StaffRole>;

export const RoleAtOffice = z
  .object({
    role: StaffRole,
    office: z.string().nullable().meta({ description: 'slug; null = every office' }),
    municipality: z
      .string()
      .nullable()
      .meta({ description: "ISTAT code: the role sees that municipality's share of the statistics and nothing else" }),
  })
  .meta({ id: 'RoleAtOffice' });

export const StaffUser = z
  .object({
    id: z.uuid(),
    username: z.string(),
    name: z.string(),
    languages: z.array(z.string()),
    roles: z.array(RoleAtOffice),
  })
  .meta({ id: 'StaffUser' });
export type StaffUser = z.infer<typeof StaffUser>;

export const LoginRequest = z
  .strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(1000) })
  .meta({ id: 'LoginRequest' });
export type LoginRequest = z.infer<typeof LoginRequest>;

export const SignedIn = z.object({ user: StaffUser }).meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

/** The same as it is asked for; a shape of its own, because answers may grow fields that a request must not have. */
const RoleGiven = z
  .strictObject({
    role: StaffRole,
    office: z.string().max(64).nullable(),
    municipality: MunicipalityCode.nullable().optional().meta({ description: 'limits the role to its statistics' }),
  })
  .meta({ id: 'RoleGiven' });
const Username = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9][a-z0-9._@-]*$/, 'lower case letters, digits and . _ @ -');
const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'no control characters');
const Password = z.string().min(10, 'at least 10 characters').max(1000);

/** A person as administrators see it. A disabled one keeps its history and cannot sign in. */
export const AdminUser = StaffUser.extend({ disabled: z.boolean() }).meta({ id: 'AdminUser' });
export type AdminUser = z.infer<typeof AdminUser>;

export const UserCreate = z
  .strictObject({
    username: Username,
    name: PersonName,
    password: Password,
    languages: z.array(LanguageTag).max(20).default([]),
    roles: z.array(RoleGiven).max(100).default([]),
  })
  .meta({ id: 'UserCreate' });
export type UserCreate = z.infer<typeof UserCreate>;

/** An absent field keeps its value. Disabling and a new password end the person's sessions at once. */
export const UserChange = z
  .strictObject({
    name: PersonName.optional(),
    password: Password.optional(),
    languages: z.array(LanguageTag).max(20).optional(),
    roles: z.array(RoleGiven).max(100).optional(),
    disabled: z.boolean().optional(),
  })
  .meta({ id: 'UserChange' });
export type UserChange = z.infer<typeof UserChange>;
