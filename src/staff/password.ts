import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 25 ms here, on the thread pool. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of something random with the same parameters, so that an unknown name costs the same time as a known one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$zdOxPnWucyWdACPgt6TYcg$HkiLjwzIRsFbVwLi/bT6O0P+RKfcIMQH4YAyhfiTNlU';

/** argon2id hash with its salt and parameters in PHC form. Never blocks the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), PARAMETERS);
}

/** Whether the password is the one; `hash` null stands for a person who does not exist and takes as long. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const matches = await verify(hashed ?? NOBODY, normalised(password));
  return matches && hashed !== null;
}

// The same letters can arrive composed or not, by keyboard and system.
function normalised(password: string): string {
  return password.normalize('NFKC');
}
