import packageJson from '#package' with { type: 'json' };

export function createSystemService() {
  return {
    health() {
      return { status: 'ok' as const, version: packageJson.version };
    },
  };
}
