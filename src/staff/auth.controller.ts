import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { credentialsOf, SESSION_COOKIE } from '../access/credentials.js';
import { CurrentStaff, Public, SignedIn } from '../access/decorators.js';
import type { StaffPrincipal } from '../access/principal.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Throttle, Throttled } from '../http/throttle.js';
import { principalAsUser, Sessions } from './sessions.js';
import { LoginRequest, SignedIn as SignedInAnswer } from './staff.contract.js';

@ApiTags('Staff')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'publicUrl'>,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @Throttled('sign-in')
  @ApiOperation({ summary: 'Signs in and sets the session cookie', operationId: 'signIn' })
  @ApiOkResponse({ standardSchema: SignedInAnswer })
  async login(
    @Body({ schema: LoginRequest }) body: LoginRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    const { user, token } = await this.sessions.signIn(body, credentialsOf(request.headers).sessionToken);
    await this.throttle.forgive('sign-in', request);
    void reply.header('set-cookie', this.cookie(token));
    return { user };
  }

  @Post('logout')
  @HttpCode(204)
  @Public()
  @ApiOperation({ summary: 'Ends the session; repeated, the same', operationId: 'signOut' })
  @ApiNoContentResponse()
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { sessionToken } = credentialsOf(request.headers);
    if (sessionToken !== null) await this.sessions.signOut(sessionToken);
    void reply.header('set-cookie', this.cookie('', 0));
  }

  @Get('me')
  @SignedIn()
  @ApiOperation({ summary: 'The person who is signed in', operationId: 'getSignedIn' })
  @ApiOkResponse({ standardSchema: SignedInAnswer })
  me(@CurrentStaff() staff: StaffPrincipal): SignedInAnswer {
    return { user: principalAsUser(staff) };
  }

  // Without a lifetime of its own the cookie ends with the browser; the session ends on the server.
  private cookie(value: string, maxAge?: number): string {
    const secure = this.settings.publicUrl.startsWith('https:');
    const lifetime = maxAge === undefined ? {} : { maxAge };
    return stringifySetCookie({
      name: SESSION_COOKIE,
      value,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      ...lifetime,
    });
  }
}
