/**
 * For what a URL leaves open the driver reads the shell's PG* variables, even for replication and TLS. They are no
 * settings of this program: meant for psql, they would send the server to another database.
 */
export function ignoreDriverVariables(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(environment)) if (/^PG[A-Z_]+$/.test(name)) delete environment[name];
}
