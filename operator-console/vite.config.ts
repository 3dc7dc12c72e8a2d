import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { offline } from './tools/offline.mjs';

// Where `npm run dev` finds the API: a running ops/demo.
const demo = process.env.SIDUAN ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [
    react(),
    pagesInDev(),
    offline([
      { entry: 'visit', page: '/visit', worker: 'visit-worker.js' },
      {
        entry: 'resident',
        page: '/',
        worker: 'resident-worker.js',
        others: ['/console', '/visit', '/api', '/docs'],
      },
    ]),
  ],
  resolve: { alias: { '@': resolve(import.meta.dirname, 'src') } },
  // The server puts a new nonce in its place each time it serves a page.
  html: { cspNonce: 'SIDUAN_NONCE' },
  build: {
    outDir: process.env.CONSOLE_OUT ?? 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
    rollupOptions: { input: { console: 'console.html', resident: 'resident.html', visit: 'visit.html' } },
  },
  worker: { format: 'es' },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: { '/api': demo, '/docs': demo },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/shared/test-setup.ts'],
  },
});

/** The addresses of the pages, as ConsolePages of the server gives them. */
function pagesInDev() {
  return {
    name: 'siduan-pages',
    configureServer(server: {
      middlewares: { use: (h: (q: { url?: string }, a: unknown, n: () => void) => void) => void };
    }) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        if (/^\/console(\/|$)/.test(path)) request.url = '/console.html';
        else if (/^\/visit(\/|$)/.test(path)) request.url = '/visit.html';
        else if (!/\.|^\/(api|docs|@|src|node_modules)/.test(path)) request.url = '/resident.html';
        next();
      });
    },
  };
}
