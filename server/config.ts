import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readAuthSecrets } from '#server/config/auth-secrets.ts';
import { ConfigError } from '#server/config/config-error.ts';
import { poolers } from '#server/config/database-url.ts';
import { readEnvFile } from '#server/config/env-file.ts';
import { windowLimits } from '#server/config/limits.ts';
import { remarkOnHashMemory, requireHasher } from '#server/config/password-hasher.ts';
import { remarksOn } from '#server/config/remarks.ts';
import {
  appOrigin,
  corsOrigins,
  databaseUrl,
  isLocalHost,
  mailSender,
  redisUrl,
  securityContact,
  secretText,
  smtpUrl,
  wholeNumber,
} from '#server/config/values.ts';
import { rootFolder } from '#server/root-folder.ts';
import { hashers } from '#server/security/hashers.ts';

export { rootFolder };

/** Every variable this build reads, and its default. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  APP_ORIGIN: appOrigin.optional(),
  CORS_ORIGINS: corsOrigins.default([]),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_POOLER: z.enum(poolers).default('none'),
  AUTH_SECRET: secretText.optional(),
  AUTH_SECRET_PREVIOUS: z.string().optional(),
  ACCESS_TOKEN_EXPIRE_MINUTES: wholeNumber(1, 60).default(15),
  REFRESH_TOKEN_EXPIRE_DAYS: wholeNumber(1, 400).default(30),
  REFRESH_TOKEN_EXPIRE_HOURS: wholeNumber(1, 8760).default(24),
  SESSION_IDLE_MINUTES: wholeNumber(0, 525_600).default(0),
  REGISTRATION: z.enum(['open', 'closed']).default('open'),
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10).default(0),
  PASSWORD_HASHER: z.enum(hashers, 'must be bcrypt or argon2id').default('bcrypt'),
  BREACHED_PASSWORDS_FILE: z.string().optional(),
  FIRST_ADMIN_EMAIL: z.string().optional(),
  FIRST_ADMIN_USERNAME: z.string().optional(),
  FIRST_ADMIN_PASSWORD: z.string().optional(),
  SEED_PASSWORD: z.string().optional(),
  REDIS_URL: redisUrl.optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailSender.optional(),
  REQUIRE_VERIFIED_EMAIL: z.enum(['true', 'false'], 'must be true or false').default('false'),
  ...windowLimits,
  REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000).default(100),
  REQUESTS_PER_MINUTE_PER_IP: wholeNumber(0, 1_000_000).default(300),
  HSTS_INCLUDE_SUBDOMAINS: z.enum(['true', 'false'], 'must be true or false').default('false'),
  SECURITY_CONTACT: securityContact.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Those that can also be given as `NAME_FILE`. */
export const secretNames = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'AUTH_SECRET',
  'AUTH_SECRET_PREVIOUS',
  'FIRST_ADMIN_PASSWORD',
  'REDIS_URL',
  'SMTP_URL',
] as const satisfies (keyof z.infer<typeof environmentSchema>)[];

type Values = z.infer<typeof environmentSchema>;
export type DatabaseSettings = ReturnType<typeof databaseSettings>;
export type Config = ReturnType<typeof parseConfig>;

/** The configuration of this process: the real environment, then `.env` in the root. Arguments are the tests' own. */
export function readConfig(root = rootFolder, environment = process.env): Config {
  return parseConfig(readEnvironment(root, environment), join(root, '.data'));
}

/** What a command needs that only opens the database: no secret is asked for. */
export function readDatabaseSettings(root = rootFolder, environment = process.env): DatabaseSettings {
  return databaseSettings(parseValues(readEnvironment(root, environment)), join(root, '.data'));
}

/** Warnings for the start about settings that do not prevent it. */
export function configRemarks(config: Config, root = rootFolder, environment = process.env): string[] {
  const files = secretNames.map((name) => `${name}_FILE`);
  const known = [...Object.keys(environmentSchema.shape), ...files];
  return [
    ...remarksOn(config.appOrigin, { envFile: join(root, '.env'), environment, known }),
    ...remarkOnHashMemory(config.passwordHasher, availableParallelism(), process.availableMemory()),
  ];
}

/** Throws ConfigError with one line that names the variable and never its value. */
export function parseConfig(environment: NodeJS.ProcessEnv, dataFolder: string) {
  const values = parseValues(environment);
  const isProduction = values.NODE_ENV === 'production';
  const origin = appOrigin.safeParse(values.APP_ORIGIN ?? `http://localhost:${values.PORT}`).data ?? '';
  if (values.CORS_ORIGINS.includes(origin))
    throw new ConfigError('CORS_ORIGINS', 'must not contain APP_ORIGIN itself');
  const unlimited = Object.keys(windowLimits).find(
    (name) => values[name as keyof typeof windowLimits] === null,
  );
  if (isProduction && unlimited) throw new ConfigError(unlimited, 'must not be 0 in production');
  return {
    environment: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    appOrigin: origin,
    corsOrigins: values.CORS_ORIGINS,
    ...databaseSettings(values, dataFolder),
    authSecrets: readAuthSecrets(values, dataFolder),
    accessTokenMinutes: values.ACCESS_TOKEN_EXPIRE_MINUTES,
    rememberedSessionHours: values.REFRESH_TOKEN_EXPIRE_DAYS * 24,
    sessionHours: values.REFRESH_TOKEN_EXPIRE_HOURS,
    sessionIdleMinutes: values.SESSION_IDLE_MINUTES,
    isRegistrationOpen: values.REGISTRATION === 'open',
    passwordHasher: requireHasher(values.PASSWORD_HASHER),
    breachedPasswordsFile: values.BREACHED_PASSWORDS_FILE,
    trustedProxyHops: values.TRUSTED_PROXY_HOPS,
    firstAdmin: {
      email: values.FIRST_ADMIN_EMAIL,
      username: values.FIRST_ADMIN_USERNAME,
      password: values.FIRST_ADMIN_PASSWORD,
    },
    seedPassword: values.SEED_PASSWORD,
    redisUrl: values.REDIS_URL,
    mail: mailSettings(values, origin),
    isVerifiedEmailRequired: values.REQUIRE_VERIFIED_EMAIL === 'true',
    limits: {
      failedPerAccountAndIp: values.LIMIT_FAILED_PER_ACCOUNT_AND_IP,
      failedPerAccount: values.LIMIT_FAILED_PER_ACCOUNT,
      checksPerIp: values.LIMIT_CHECKS_PER_IP,
      registrationsPerIp: values.LIMIT_REGISTRATIONS_PER_IP,
      exportsPerUser: values.LIMIT_EXPORTS_PER_USER,
      usernameChangesPerUser: values.LIMIT_USERNAME_CHANGES_PER_USER,
      mailsPerAddress: values.LIMIT_MAILS_PER_ADDRESS,
      mailsPerIp: values.LIMIT_MAILS_PER_IP,
      secondFactorsPerAccount: values.LIMIT_SECOND_FACTORS_PER_ACCOUNT,
      rotationsPerSession: values.LIMIT_ROTATIONS_PER_SESSION,
      requestsPerMinute: values.REQUESTS_PER_MINUTE,
      requestsPerMinutePerIp: values.REQUESTS_PER_MINUTE_PER_IP,
    },
    hstsIncludeSubdomains: values.HSTS_INCLUDE_SUBDOMAINS === 'true',
    securityContact: values.SECURITY_CONTACT,
    logLevel: values.LOG_LEVEL,
  };
}

function readEnvironment(root: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...readEnvFile(join(root, '.env')), ...withoutEmpty(environment) };
}

function parseValues(environment: NodeJS.ProcessEnv): Values {
  const parsed = environmentSchema.safeParse(withoutEmpty(withSecretFiles(withoutEmpty(environment))));
  if (!parsed.success) throw new ConfigError(...firstProblem(parsed.error));
  return parsed.data;
}

/** Without SMTP_URL, mails are kept to be read where only this machine can reach the server; else there are none. */
function mailSettings(values: Values, origin: string) {
  const { hostname } = new URL(origin);
  const isForThisMachine =
    values.NODE_ENV !== 'production' &&
    isLoopback(values.HOST) &&
    isLocalHost(hostname) &&
    values.TRUSTED_PROXY_HOPS === 0;
  const mode: 'off' | 'outbox' | 'smtp' = values.SMTP_URL ? 'smtp' : isForThisMachine ? 'outbox' : 'off';
  return { mode, url: values.SMTP_URL, from: values.MAIL_FROM ?? `QuantPulse <no-reply@${hostname}>` };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function databaseSettings(values: Values, dataFolder: string) {
  if (values.NODE_ENV === 'production' && !values.DATABASE_URL)
    throw new ConfigError('DATABASE_URL', 'is required in production');
  if (!values.DATABASE_URL && (values.DATABASE_DIRECT_URL || values.DATABASE_POOLER !== 'none'))
    throw new ConfigError('DATABASE_URL', 'is required beside DATABASE_DIRECT_URL and DATABASE_POOLER');
  return {
    databaseUrl: values.DATABASE_URL,
    databaseDirectUrl: values.DATABASE_DIRECT_URL,
    databasePooler: values.DATABASE_POOLER,
    dataFolder,
  };
}

function firstProblem(error: z.ZodError): [name: string, reason: string] {
  const issue = error.issues[0];
  return [String(issue?.path[0] ?? 'environment'), issue?.message ?? 'is not valid'];
}

/** An empty value in `.env`, Compose or a secret's file means unset. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

function withSecretFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const values = { ...environment };
  for (const name of secretNames) {
    const path = values[`${name}_FILE`];
    if (path === undefined) continue;
    if (values[name] !== undefined) throw new ConfigError(name, `and ${name}_FILE are both set; keep one`);
    values[name] = readSecretFile(`${name}_FILE`, path);
  }
  return values;
}

function readSecretFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new ConfigError(name, 'names a file that cannot be read');
  }
}
