const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[^\s@.]{2,}$/;

/** Whether what was typed looks like a whole e-mail address; only a letter to it would tell whether it is one. */
export function isEmail(typed: string): boolean {
  return EMAIL.test(typed);
}
