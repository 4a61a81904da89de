import { print } from '#server/cli/terminal.ts';
import { apiDeclaration } from '#tools/api-types/api-declaration.ts';
import { writeApiTypes } from '#tools/api-types/api-files.ts';

writeApiTypes(await apiDeclaration());
print('Written: dist/quantpulse-api.d.ts, and the same for the client');
