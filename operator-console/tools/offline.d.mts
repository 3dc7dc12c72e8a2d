import type { Plugin } from 'vite';
export function offline(pages: { entry: string; page: string; worker: string; others?: string[] }[]): Plugin;
