import { join } from 'node:path';
import { print } from '#server/cli/terminal.ts';
import { rootFolder } from '#server/config.ts';
import { makeClientPackage } from '#tools/client-package/make-package.ts';

await makeClientPackage(join(rootFolder, 'dist', 'quantpulse-client'));
print('Written: dist/quantpulse-client, to be installed or packed from there');
