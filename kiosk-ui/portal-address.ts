/** Where a QR code leads: into the booking (`book`), or to what the portal says about the office and its service. */
export type PortalTarget = {
  book: boolean;
  office: string | null;
  service: string | null;
  municipality: string | null;
};

/** The portal's address for a target; the booking finds there what was chosen at the kiosk. */
export function portalAddress(base: string, { book, office, service, municipality }: PortalTarget): string {
  const url = new URL(book ? '/book' : '/', base);
  if (service !== null) url.searchParams.set('service', service);
  if (book && service !== null && municipality !== null) url.searchParams.set('municipality', municipality);
  if (office !== null) url.searchParams.set('office', office);
  return url.toString();
}
