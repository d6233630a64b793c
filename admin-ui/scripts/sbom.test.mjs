import { expect, test } from 'vitest';
import { billOfMaterials } from './sbom.mjs';

const lock = (packages) => ({ name: 'pages', version: '1.0.0', packages: { '': {}, ...packages } });

test('a package is listed with its address, licence and hash', () => {
  const { components } = billOfMaterials(
    lock({ 'node_modules/@mantine/core': { version: '9.7.3', license: 'MIT', integrity: 'sha512-AQID' } }),
  );

  expect(components).toEqual([
    {
      type: 'library',
      'bom-ref': 'pkg:npm/%40mantine/core@9.7.3',
      group: '@mantine',
      name: 'core',
      version: '9.7.3',
      hashes: [{ alg: 'SHA-512', content: '010203' }],
      licenses: [{ license: { id: 'MIT' } }],
      purl: 'pkg:npm/%40mantine/core@9.7.3',
    },
  ]);
});

test('a package below another is listed by its own name, a choice of licences as one', () => {
  const { components } = billOfMaterials(
    lock({ 'node_modules/a/node_modules/b': { version: '1.0.0', license: '(MIT OR CC0-1.0)' } }),
  );

  expect(components[0]).toMatchObject({ purl: 'pkg:npm/b@1.0.0', licenses: [{ expression: 'MIT OR CC0-1.0' }] });
});

test('what only the build needs is not shipped and not listed', () => {
  expect(billOfMaterials(lock({ 'node_modules/vite': { version: '8.0.0', dev: true } })).components).toEqual([]);
});

test('a package without a licence is nothing to ship', () => {
  expect(() => billOfMaterials(lock({ 'node_modules/x': { version: '1.0.0' } }))).toThrow(/x has no licence/);
});
