// Builds the screens into OUT, and nothing of it twice: `npm ci` runs when the lock file or Node changed, the
// gates and the build when a source did.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [out, gatesSkip] = process.argv.slice(2);
const gates = gatesSkip !== 'true';
const root = join(import.meta.dirname, '..');
const contract = join(root, '../dispatch-core/contract/src/main/resources/dispatch-api.yaml');
const dist = join(root, 'target/dist');
const RESIDENT_MOST_BYTES = 120_000;

function run(...command) {
  const done = spawnSync(command[0], command.slice(1), {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CONSOLE_OUT: dist, CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (done.status !== 0) {
    console.error(`${command.join(' ')} failed\n${done.stdout ?? ''}${done.stderr ?? done.error}`);
    process.exit(1);
  }
}

const bin = (name, ...args) => run(process.execPath, binPath(name), ...args);

function binPath(name) {
  const folder = join(root, 'node_modules', name === 'biome' ? '@biomejs/biome' : name);
  const { bin: found } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof found === 'string' ? found : (found[name] ?? found.tsc));
}

function hash(paths) {
  const sum = createHash('sha256').update(process.version);
  for (const path of paths) sum.update(relative(root, path)).update(readFileSync(path));
  return sum.digest('hex');
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => (e.isDirectory() ? walk(join(folder, e.name)) : [join(folder, e.name)]));
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function install() {
  const stamp = join(root, 'node_modules/.siduan-stamp');
  const wanted = hash([join(root, 'package.json'), join(root, 'package-lock.json')]);
  if (read(stamp) === wanted) return;
  run('npm', 'ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
  write(stamp, wanted);
}

/** Small ones gain nothing, and pictures are compressed already. */
function compress() {
  for (const path of walk(dist)) {
    if (!/\.(js|mjs|css|svg|json|webmanifest|geojson)$/.test(path)) continue;
    const bytes = readFileSync(path);
    if (bytes.length < 1000) continue;
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    );
  }
}

/** The residents' page is for slow telephones: all that its entry needs, as it is sent. */
function weigh() {
  const page = readFileSync(join(dist, 'resident.html'), 'utf8');
  const needed = new Set([...page.matchAll(/"\/(assets\/[^"]+\.(?:js|css))"/g)].map((m) => m[1]));
  const bytes = [...needed]
    .map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length)
    .reduce((sum, length) => sum + length, gzipSync(page).length);
  if (needed.size === 0 || bytes > RESIDENT_MOST_BYTES) {
    console.error(
      `The residents' page needs ${bytes} bytes in ${needed.size} files; ${RESIDENT_MOST_BYTES} is the most. Maybe something heavy was imported into src/app/resident or src/shared.`,
    );
    process.exit(1);
  }
  console.log(`residents' page: ${(bytes / 1000).toFixed(1)} kB gzip`);
}

/** Every file by name, so that the server knows what there is without looking. */
function list() {
  write(
    join(dist, 'files.txt'),
    `${walk(dist)
      .map((f) => relative(dist, f))
      .join('\n')}\n`,
  );
}

install();
const sources = [
  ...['src', 'public', 'tools'].flatMap((f) => walk(join(root, f))).filter((f) => !f.endsWith('.gen.ts')),
  ...['console.html', 'resident.html', 'visit.html', 'package-lock.json', 'package.json'].map((f) =>
    join(root, f),
  ),
  ...['vite.config.ts', 'tsconfig.json', 'biome.json'].map((f) => join(root, f)),
  contract,
];
const wanted = hash(sources);
const built = join(root, 'target/built.stamp');
const checked = join(root, 'target/checked.stamp');
if (!existsSync(join(root, 'src/api/schema.gen.ts')) || read(built) !== wanted) {
  bin('openapi-typescript', contract, '-o', 'src/api/schema.gen.ts');
}
if (gates && read(checked) !== wanted) {
  bin('biome', 'check', '--error-on-warnings', 'src', 'vite.config.ts');
  bin('typescript', '--noEmit');
  bin('vitest', 'run');
  write(checked, wanted);
}
if (read(built) !== wanted || !existsSync(dist)) {
  bin('vite', 'build', '--logLevel', 'warn');
  compress();
  weigh();
  list();
  write(built, wanted);
}
if (read(join(out, '.stamp')) !== wanted) {
  rmSync(out, { recursive: true, force: true });
  cpSync(dist, out, { recursive: true });
  write(join(out, '.stamp'), wanted);
}
