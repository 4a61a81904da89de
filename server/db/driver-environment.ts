/**
 * The driver takes what a URL leaves open, and more (replication, TLS), from the shell's PG* variables. None of them is
 * a setting of this program: what serves one shell's psql would send the server to another database.
 */
export function ignoreDriverVariables(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(environment)) if (/^PG[A-Z_]+$/.test(name)) delete environment[name];
}
