import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { z } from 'zod';
import { parseAcceptLanguage, type Wanted } from './localize.js';

type Asking = { headers: { 'accept-language'?: string | undefined }; query?: unknown };

const AllLanguages = z.object({ allLanguages: z.union([z.boolean(), z.stringbool()]) });
/** More than any browser sends; a longer header is cut. */
const LONGEST_HEADER = 500;

/** Which texts a request wants: `Accept-Language`, or all of them with `?allLanguages=true`. */
export function wantedTexts(request: Asking): Wanted {
  const header = request.headers['accept-language'] ?? '';
  return {
    languages: parseAcceptLanguage(header.slice(0, LONGEST_HEADER)),
    all: AllLanguages.safeParse(request.query).data?.allLanguages ?? false,
  };
}

/** The {@link Wanted} of the request, for any room's controller. */
export const WantedTexts = createParamDecorator((_: unknown, context: ExecutionContext): Wanted =>
  wantedTexts(context.switchToHttp().getRequest<Asking>()),
);
