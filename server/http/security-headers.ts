import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '#server/config.ts';
import { IncomingMessage, ServerResponse } from '#server/http/node-http.ts';

const yearInSeconds = 31_536_000;

/** Features the pages never use, so that an injected script cannot use them either. */
const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'compute-pressure',
  'digital-credentials-get',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];
const ownFeatures = ['publickey-credentials-create', 'publickey-credentials-get'];

/** Denies every powerful feature but passkeys, which only our own pages may use. */
const permissionsPolicy = [
  ...deniedFeatures.map((name) => `${name}=()`),
  ...ownFeatures.map((name) => `${name}=(self)`),
].join(', ');

/** Sets the same policy on every answer, errors included. */
export function securityHeaders(config: PolicySettings): RequestHandler {
  const headers = new Map(policyHeaders(config));
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}

type PolicySettings = Pick<Config, 'appOrigin' | 'hstsIncludeSubdomains'>;

/**
 * The policy as names and values: helmet's, computed once, since it is the same for every answer. Inline and foreign
 * scripts do not run, and text cannot become HTML or code.
 *
 * `upgrade-insecure-requests` and HSTS stay off on plain http, where they would lock developers out of localhost.
 */
export function policyHeaders(config: PolicySettings): [name: string, value: string][] {
  const isSecure = config.appOrigin.startsWith('https:');
  const policy = helmet({
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
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: isSecure && {
      maxAge: yearInSeconds,
      includeSubDomains: config.hstsIncludeSubdomains,
    },
    xFrameOptions: { action: 'deny' },
  });
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.setHeader('Permissions-Policy', permissionsPolicy);
  policy(response.req, response, () => undefined);
  return response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]);
}
