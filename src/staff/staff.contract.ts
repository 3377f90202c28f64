import { z } from 'zod';

export const StaffRole = z.enum(['operator', 'coordinator', 'administrator']).meta({ id: 'StaffRole' });
export type StaffRole = z.infer<typeof StaffRole>;

export const RoleAtOffice = z
  .object({ role: StaffRole, office: z.string().nullable().meta({ description: 'slug; null = every office' }) })
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
