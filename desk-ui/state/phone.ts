/**
 * A phone number as people say it at the desk, in E.164: without a prefix it is Italian, eleven digits from 13 to 19 are
 * a Chinese mobile. Null for what is no number.
 */
export function phoneNumber(typed: string): string | null {
  const plain = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  const withPrefix = plain.startsWith('+') ? plain : `${/^1[3-9]\d{9}$/.test(plain) ? '+86' : '+39'}${plain}`;
  return /^\+[1-9]\d{5,14}$/.test(withPrefix) ? withPrefix : null;
}
