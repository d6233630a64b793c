/** What is bundled into the pages, as CycloneDX 1.6, from package-lock.json: names, versions, licences and hashes as npm checked them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const FOLDER = 'node_modules/';

/** @param {{ name: string, version: string, packages: Record<string, object> }} lock a package-lock.json of version 3 */
export function billOfMaterials(lock) {
  const components = Object.entries(lock.packages)
    .filter(([path, it]) => path !== '' && !it.dev && !it.optional)
    .map(([path, it]) => component(path.slice(path.lastIndexOf(FOLDER) + FOLDER.length), it))
    .sort((a, b) => (a.purl < b.purl ? -1 : 1));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: lock.name, version: lock.version, 'bom-ref': lock.name } },
    components,
  };
}

function component(fullName, { version, license: written, integrity }) {
  const [name, group] = fullName.split('/').reverse();
  const purl = `pkg:npm/${group ? `${group.replace('@', '%40')}/` : ''}${name}@${version}`;
  const license = written?.replace(/^\((.*)\)$/, '$1');
  if (!license) throw new Error(`${fullName} has no licence in package-lock.json`);
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group ? { group } : {}),
    name,
    version,
    ...(integrity ? { hashes: [hash(integrity)] } : {}),
    licenses: [/ OR | AND /.test(license) ? { expression: license } : { license: { id: license } }],
    purl,
  };
}

function hash(integrity) {
  const [algorithm, content] = integrity.split(' ')[0].split(/-(.*)/);
  return {
    alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(content, 'base64').toString('hex'),
  };
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const bill = billOfMaterials(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  mkdirSync('target/sbom', { recursive: true });
  writeFileSync('target/sbom/pages.cdx.json', `${JSON.stringify(bill, null, 2)}\n`);
}
