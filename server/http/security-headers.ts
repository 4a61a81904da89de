import type { RequestHandler } from 'express';
import helmet from 'helmet';

const yearInSeconds = 31_536_000;

/**
 * The same policy on every answer, errors included. Nothing inline and nothing foreign runs; `upgrade-insecure-requests`
 * and HSTS stay off on plain http, where they would lock a developer out of localhost.
 */
export function securityHeaders(appOrigin: string): RequestHandler {
  const isSecure = appOrigin.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: isSecure && { maxAge: yearInSeconds, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
  });
}
