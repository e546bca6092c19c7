import { defineConfig, type InlineConfig, type Plugin } from "vite";
import { systemFonts } from "./build/plugins.ts";

const modules = /[\\/]node_modules[\\/]/;

/** A chunk of packages; what of them is wanted by several of our own chunks comes once. */
const vendor = (name: string, packages: string, priority: number) => ({
  name,
  priority,
  test: (id: string) => modules.test(id) && new RegExp(`node_modules/(?:${packages})(?:/|$)`).test(id),
});

// Everything the hub serves comes from dist/, which is committed: the file
// names carry no hash (the Go handler's ETags do that job) and the same
// sources give the same bytes. build/build.ts builds the two pages one after
// the other, as they share no chunk.
const base: InlineConfig = {
  root: import.meta.dirname,
  // No .env files, no public directory: nothing outside the hashed sources
  // may influence the build.
  envDir: false,
  publicDir: false,
};

const output = {
  entryFileNames: "assets/[name].js",
  assetFileNames: "assets/[name][extname]",
};

const build: InlineConfig["build"] = {
  outDir: "dist",
  emptyOutDir: false,
  sourcemap: false,
  reportCompressedSize: false,
  chunkSizeWarningLimit: 2000,
};

const onLog = (level: "warn" | "info" | "debug", log: { code?: string }, handler: (level: never, log: never) => void) => {
  // "use client" only means something to React server components.
  if (log.code !== "MODULE_LEVEL_DIRECTIVE") handler(level as never, log as never);
};

/** GraphiQL: one script and one style sheet. */
export function graphiqlPage(plugins: Plugin[]): InlineConfig {
  return {
    ...base,
    plugins: [systemFonts(), ...plugins],
    build: {
      ...build,
      modulePreload: false,
      rolldownOptions: {
        input: { graphiql: "graphiql.html" },
        // GraphiQL loads CodeMirror in some twenty pieces; on a loopback or
        // LAN hub one file means one revalidation instead of twenty.
        output: { ...output, codeSplitting: false },
        onLog,
      },
    },
  };
}

/**
 * The console: a shell, a chunk for each page and each of its languages, and
 * the packages by what they are for. `core` are the modules that whoever opens
 * any page runs before anything else.
 */
export function consolePage(plugins: Plugin[], core: ReadonlySet<string> = new Set()): InlineConfig {
  return {
    ...base,
    base: "./", // the hub serves assets/ below a name that changes with them
    plugins,
    build: {
      ...build,
      rolldownOptions: {
        input: { console: "console.html" },
        output: {
          ...output,
          chunkFileNames: (chunk) => `assets/${chunkName(chunk.facadeModuleId ?? undefined) ?? chunk.name.split("~")[0]}.js`, // after ~ are the names of all who want it
          codeSplitting: {
            groups: [
              vendor("vendor-charts", "echarts|zrender", 60),
              vendor("vendor-excel", "write-excel-file|fflate", 60),
              vendor("vendor-pinyin", "pinyin-pro", 60),
              vendor("vendor-schema", "graphql", 60),
              vendor("vendor-react", "react|react-dom|scheduler|@tanstack/[^/]+|use-sync-external-store", 50),
              vendor("vendor-data", "urql|@urql/[^/]+|@0no-co/[^/]+|wonka|graphql-sse", 50),
              vendor("vendor-i18n", "i18next", 50),
              // What all need is one file each of theirs and of ours: forty small ones take a phone half a second longer.
              { name: "vendor-antd", priority: 20, test: (id: string) => modules.test(id) && core.has(id) },
              { name: "shell", priority: 20, test: (id: string) => !modules.test(id) && core.has(id) && !id.endsWith("/main.tsx") },
              // The rest in parts, by which of our chunks want them: what draws tables does not hold up who reads tiles.
              { ...vendor("vendor-antd-more", "antd|@ant-design/[^/]+|@rc-component/[^/]+|[^/]+", 10), entriesAware: true, entriesAwareMergeThreshold: 3_000 },
            ],
          },
        },
        onLog,
      },
    },
  };
}

/** page-tickets for pages/tickets/index.tsx, text-tickets-en for its English. */
function chunkName(module: string | undefined): string | undefined {
  const at = module?.match(/src\/console\/(?:pages\/)?([^/]+)\/([^/]+)\.tsx?$/);
  if (!at) return undefined;
  const [, folder, file] = at;
  if (file === "zh" || file === "en") return `text-${folder}-${file}`;
  return file === "index" ? `page-${folder}` : file;
}

export default defineConfig({
  ...base,
  plugins: [systemFonts()],
  appType: "mpa",
  server: {
    proxy: { "/graphql": "http://127.0.0.1:8080" },
  },
});
