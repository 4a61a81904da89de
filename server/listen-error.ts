const unknownHosts = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL', 'EAFNOSUPPORT']);

/** The message for an address that cannot be listened on; any other error stays as it is. */
export function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const { code = '' } = error;
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is taken by another program: stop it, or set PORT to a free one`);
  if (code === 'EACCES')
    return new Error(`Port ${port} needs more rights than this user has: set PORT above 1023`);
  // Some shells (conda, csh) set HOST to something else, and the environment overrides .env.
  if (unknownHosts.has(code))
    return new Error(`HOST is no address of this machine (${code}): unset it, or set it to 127.0.0.1`);
  return error;
}
