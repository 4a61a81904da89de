import { expect, test } from 'vitest';
import { readShippedMigrations } from '#server/db/migrations/files.ts';

/**
 * The SHA-256 of each migration that somebody may have applied. Databases keep it, and a server on an edited one does
 * not start: not a comment of theirs may change. A new migration is added here when it lands.
 */
const landed: Readonly<Record<string, string>> = {
  '0001-create-users': 'fb8164df4b5939e12e04f7c6b3a47dbf7f791a33f17cdff38863b7dcf689cc1e',
  '0002-create-sessions': '5ebd45400e5f4b23390666cfad008fed44a1cc58c250483383e11d07c88b9b24',
  '0003-create-permissions': 'c4c3df6e1cee7b910e58edfd6005f36a007e0361efac5d4fad27038154684fbb',
  '0004-create-audit-events': 'bb2330c15e39fa777b1ae6b5f379b45ba33cb3586be7e6d3e554e637ad791584',
  '0005-create-limits': 'eed0bec5c37b9acbcf5fcadb243130cc2bf4ed051f62d319e7df97920a8bd4d3',
  '0006-index-what-sweeps-ask': 'ccc724d2b3f71a4b14d8249b73c90b0298bb25b0807fa9cd5f5b45f0bc41b3a9',
  '0007-keep-reauthentication': '23d872881e43ba815145d5c14996c616b3c6924df552885b77dd9a0d40aa271d',
  '0008-end-sessions-with-their-account': '70082937e0f1716ec9134ebc15a1df6e9531cd3f44c334319c7d3e1b4b088537',
  '0009-tell-look-alike-usernames': '693cb0c2654ab3e7c3531ef1d0fdcf31547e48f0b96b98f03448e7b48a1a38f6',
  '0010-bound-device-budgets': 'bed353395c38c5b8fbfb9c43ec2863db9c1dd859eb36d818f6cb1b92df842064',
  '0011-count-security-events': 'b263b1bb1e240d12d92a8ff770b489352ea2f670ede568f883aaf24e56b982f3',
  '0012-tell-of-roles-and-disabling': '4f617f7b000f8f97b0794a15ac1f4a74847a629267c38dd76b0d9548e32fa11e',
  '0013-move-updated-at-with-the-profile': 'f54df2c8d5097702bb9caa5a1ce308ff2c275245cd6188884e0546736eb6ed2f',
  '0014-forget-audit-events-by-rule': '3d6f97f899c3768e7fdfb5a4e0fbba143bbeb1bcecf04934b25348642098d679',
  '0015-keep-currency-and-number-format': 'f0d8c3e0539d14fd8d93e76fe4e09a9dd9498c6f20603aa5269ddf9a387c5d06',
  '0016-erase-deleted-accounts': '52a3c5d7e689a625f8b6cf5582bedc9fbeb9166fb29c7e52cd80b1272c4e1a1e',
  '0017-keep-mails-and-links': '18e5c75c7d255c6a84741db02e7f8306b34fe177f1a93ec979b88a8a1da38f54',
  '0018-keep-second-factors': 'dfa835aab495ad156010572bd7bd038f02150109cf0f9c80fefb40f1982be8ed',
  '0020-let-administrators-look': '4a7c98b4a55b3fedc0c1f328287e621fdbf2b83ac3c7b754bc09d3d0677ca124',
  '0022-keep-avatars': '2aefbdd8c06b31615eff1017949c54fa1c0797b9ffe2c69ce93fbf875b398fbf',
  '0023-store-what-a-search-compares': '4a4f9a197fe37e2f0d97613e1fc1cbeae358795770c237648d4e56e77251fb8f',
  '0024-keep-portfolios': 'da684c5b6adf0157e1982f75b323fd94ca6cf3e20d43f6361ba2fab53ce713a5',
  '0025-keep-transactions': '2c49dc9192b2c70a43834a4102527d154a510b9d2d93bd1b3bcd3ed06de21662',
  '0026-keep-lots': '16d21850f546ffc5bcbba80f779163c1af46b92058d0685f2b6fcd7566a75921',
  '0027-read-a-row-by-its-key': 'feae13674ecf41144ca793d840c78d02b58c198d2a98c75c83a1771238436e02',
  '0028-bound-what-money-costs': 'dcc40aa421a66fbfdf1aae34c0e7c2c6aeec0d0c66851ea221b485a8b8651bfc',
  '0029-refuse-late-legs': '3f85f2356aed39cd2208bc34fd05b7c3689ae279138b04a76ab81796ac564dc9',
  '0030-keep-what-lots-add-up-to': '6dfb0267882475e050c49a79a9bcd2caefaf73593518328a5ccb2d377668a885',
  '0031-order-what-is-found-by-its-index': 'f2f037565d8367123c91fcc9092cf4a3a4304abf458de31999d5d648cdc145d7',
};

test('no migration that may have been applied somewhere was edited, renamed or removed', async () => {
  const shipped = await readShippedMigrations();
  const known = shipped.slice(0, Object.keys(landed).length);
  expect(Object.fromEntries(known.map(({ name, sha256 }) => [name, sha256]))).toEqual(landed);
});
