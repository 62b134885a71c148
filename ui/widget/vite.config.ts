/** Builds the widget: one classic script for the host page, one small page for the frame. */

import { fileURLToPath } from "node:url";
import { type Plugin, defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the gateway replaces in loader.js. In the source it is a free name, so that no minifier copies or moves it. */
const TOKEN = "__PARLEY_CONFIG__";

const quotedToken: Plugin = {
  name: "quoted-token",
  applyToEnvironment: (environment) => environment.name === "loader",
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== "chunk") continue;
      const parts = file.code.split(TOKEN);
      if (parts.length !== 2) this.error(`${file.fileName} holds ${TOKEN} ${parts.length - 1} times; the gateway replaces exactly one.`);
      file.code = parts.join(`"${TOKEN}"`);
    }
  },
};

const output = { outDir: at("dist"), emptyOutDir: false, target: "es2022", modulePreload: false } as const;

export default defineConfig({
  root: at("."),
  base: "./",
  publicDir: false,
  plugins: [quotedToken],
  environments: {
    client: {
      build: {
        ...output,
        emptyOutDir: true,
        rolldownOptions: {
          input: at("panel.html"),
          output: { entryFileNames: "panel.js", assetFileNames: "panel.[ext]" },
        },
      },
    },
    loader: {
      consumer: "client",
      build: {
        ...output,
        rolldownOptions: {
          input: at("src/loader.ts"),
          output: { format: "iife", entryFileNames: "loader.js" },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== "ssr") await builder.build(environment);
      }
    },
  },
});
