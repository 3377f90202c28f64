/** The bare address of `MAIL_FROM`, which may be `Name <address>`. */
export function senderAddress(mailFrom: string | null): string {
  const from = mailFrom ?? '';
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
}

/** A Message-ID in the sender's domain. */
export function messageIdOf(parts: readonly (string | number)[], mailFrom: string | null): string {
  const domain = senderAddress(mailFrom).split('@').at(-1) ?? 'localhost';
  return `<${parts.join('.')}@${domain}>`;
}
