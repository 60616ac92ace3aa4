// Makes `npx circlet` work inside the checkout, where npm links the commands of dependencies but not the package's own.
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const link = new URL('node_modules/.bin/circlet', root);

chmodSync(new URL('dist/cli/main.js', root), 0o755);
mkdirSync(new URL('node_modules/.bin/', root), { recursive: true });
rmSync(link, { force: true });
symlinkSync('../../dist/cli/main.js', link);
