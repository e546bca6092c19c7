import { defineConfig } from "vite";
import { licenses, sourceHash, systemFonts } from "./build/plugins.ts";

// Everything the hub serves comes from dist/, which is committed: the file
// names carry no hash (the Go handler's ETags do that job) and the same
// sources give the same bytes.
export default defineConfig({
  root: import.meta.dirname,
  // No .env files, no public directory: nothing outside the hashed sources
  // may influence the build.
  envDir: false,
  publicDir: false,
  plugins: [systemFonts(), licenses("LICENSES.txt"), sourceHash("build.json")],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { graphiql: "graphiql.html" },
      output: {
        // GraphiQL loads CodeMirror in some twenty pieces; on a loopback or
        // LAN hub one file means one revalidation instead of twenty.
        codeSplitting: false,
        entryFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
      onLog(level, log, handler) {
        // "use client" only means something to React server components.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handler(level, log);
      },
    },
  },
  server: {
    proxy: { "/graphql": "http://127.0.0.1:8080" },
  },
});
