// Builds the front end of ui and of the rooms into static/ui/dist, with a manifest that the template tags read.
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { PurgeCSS } from "purgecss";
import { build, defineConfig } from "vite";

const ui = resolve(import.meta.dirname, "src/tinhso/ui");
const rooms = resolve(import.meta.dirname, "src/tinhso/casework");
const entries = [
  ...["main", "map", "boards", "admin"].map((name) => resolve(ui, `frontend/${name}.js`)),
  ...["report-form", "mine", "waiting"].map((name) => resolve(rooms, `filing/frontend/${name}.js`)),
  resolve(rooms, "doors/frontend/intake.js"),
];
const worker = resolve(rooms, "filing/frontend/worker.js");
const icons = resolve(import.meta.dirname, "node_modules/@tabler/icons/icons/outline");

// Tabler is 635 kB of rules; we keep those whose class or element occurs in some template, and put them in
// the lowest cascade layer, so that ours win without !important.
function tablerInItsLayer() {
  return {
    name: "tabler-in-its-layer",
    enforce: "pre",
    async transform(code, id) {
      if (!id.includes("tabler.min.css")) return null;
      const [purged] = await new PurgeCSS().purge({
        content: ["src/tinhso/**/*.html", "src/tinhso/**/*.py", "src/tinhso/ui/**/*.js", "src/tinhso/*/*/frontend/*.js"],
        css: [{ raw: code }],
        keyframes: true,
        variables: true,
        fontFace: true,
        // Tabler's coloured variants (bg-x, text-x-fg ...) are named in our prose by accident; status colours are tokens.
        // The words of the second line are also names of ours.
        blocklist: [
          /^(bg|text|border|btn|alert|badge|status|list-group-item|link)-(?!muted)/,
          /^\.?(steps?|timeline|page-header|figure|rating|code|board|desk|wall|dialog|item|panel|count)\b/,
        ],
      });
      const body = purged.css.replace(/@charset[^;]*;/, "");
      return `@layer vendor, tokens, base, layout, components;\n@layer vendor {${body}}`;
    },
  };
}

// Every outline icon's inner markup by name: category icons are data, so which ones a page needs is not known here.
function iconBook() {
  return {
    name: "icon-book",
    generateBundle() {
      const book = {};
      for (const file of readdirSync(icons)) {
        const svg = readFileSync(resolve(icons, file), "utf8");
        book[basename(file, ".svg")] = svg
          .replace(/^[\s\S]*?<svg[^>]*>/, "")
          .replace(/<\/svg>[\s\S]*$/, "")
          .replace(/<path stroke="none"[^>]*>/, "")
          .replace(/\s*\n\s*/g, "");
      }
      this.emitFile({ type: "asset", fileName: "icons.json", source: JSON.stringify(book) });
    },
  };
}

// Django's hashed storage follows sourceMappingURL and stops when the map is not there; MapLibre's worker names one.
function noDanglingMaps() {
  return {
    name: "no-dangling-maps",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".js")) {
          file.source = String(file.source).replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");
        }
      }
    },
  };
}

// Papers are set on the server, in whole fonts: Tinos goes beside core/typesetting.py, and to no browser.
function paperTypeface() {
  const from = resolve(import.meta.dirname, "node_modules/@expo-google-fonts/tinos");
  const to = resolve(import.meta.dirname, "src/tinhso/core/typefaces");
  return {
    name: "paper-typeface",
    apply: "build",
    closeBundle() {
      mkdirSync(to, { recursive: true });
      for (const face of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
        copyFileSync(resolve(from, face, `Tinos_${face}.ttf`), resolve(to, `Tinos_${face}.ttf`));
      }
      copyFileSync(resolve(from, "LICENSE_FONT"), resolve(to, "LICENSE"));
    },
  };
}

// A service worker is one plain script: not every browser takes modules there, and it may not be cut into chunks.
function serviceWorker() {
  return {
    name: "service-worker",
    apply: "build",
    async closeBundle() {
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: "warn",
        define: { "process.env.NODE_ENV": JSON.stringify("production") },
        build: {
          outDir: resolve(ui, "static/ui/dist"),
          emptyOutDir: false,
          modulePreload: false,
          rolldownOptions: { input: worker, output: { format: "iife", entryFileNames: "worker.js" } },
        },
      });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  publicDir: false,
  plugins: [tablerInItsLayer(), iconBook(), noDanglingMaps(), paperTypeface(), serviceWorker()],
  build: {
    outDir: resolve(ui, "static/ui/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: "",
    assetsInlineLimit: 0, // no data: fonts, the CSP does not allow them
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { eval: false }, // htmx can, we forbid it: allowEval = false
      input: entries,
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
