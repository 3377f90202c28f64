import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

/** Where each web UI lives on the server: the citizens' pages at the root, the others under their names. */
const BASES = { kiosk: '/kiosk/', display: '/display/', desk: '/desk/', booking: '/' } as const;
export type UiName = keyof typeof BASES;

const API_HOST = 'http://127.0.0.1:3000';
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The whole Vite set-up of one web UI: `vite build -c kiosk-ui/vite.config.ts` writes `dist/ui/kiosk`.
 * Nothing is inlined as `data:` (the server's content policy forbids it) and nothing comes from another host.
 */
export function uiConfig(name: UiName): UserConfig {
  return {
    root: path(`../${name}-ui`),
    base: BASES[name],
    publicDir: false,
    cacheDir: path(`../node_modules/.vite/${name}`),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    css: {
      preprocessorOptions: {
        scss: {
          loadPaths: [path('../node_modules')],
          // Bootstrap Italia 2 is written with @import and old colour functions; its warnings are not ours.
          quietDeps: true,
          silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
        },
      },
    },
    build: {
      outDir: path(`../dist/ui/${name}`),
      emptyOutDir: true,
      assetsDir: 'assets',
      assetsInlineLimit: 0,
      // WeChat's browser on an older phone is the weakest one that has to run these pages.
      target: ['es2021', 'chrome91', 'safari15'],
      modulePreload: { polyfill: false },
      reportCompressedSize: true,
    },
    server: {
      host: '127.0.0.1',
      proxy: { '/api': API_HOST, '/socket.io': { target: API_HOST, ws: true } },
    },
  };
}
