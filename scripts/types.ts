import { apiDeclaration } from '#tools/api-types/api-declaration.ts';
import { writeApiTypes } from '#tools/api-types/api-files.ts';
import { say } from '#tools/terminal/say.ts';

writeApiTypes(await apiDeclaration());
say('Written: dist/quantpulse-api.d.ts, and the same for the client');
