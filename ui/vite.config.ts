import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * The window's prototypes are frozen, so what inherits `constructor` from one cannot be given it by assignment. d3-color,
 * which the canvas of scripts stands on, does just that.
 */
const definedConstructors: Plugin = {
  name: "defined-constructors",
  transform(code, id) {
    if (!id.includes("/d3-color/")) return null;
    const assigned = "prototype.constructor = constructor;";
    if (!code.includes(assigned)) this.error("d3-color gives its classes their constructor in another way now; look whether this is still needed");
    return code.replace(assigned, 'Object.defineProperty(prototype, "constructor", { value: constructor, configurable: true, writable: true });');
  },
};

export default defineConfig({
  plugins: [react(), tailwindcss(), definedConstructors],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    // What WebKitGTK 2.42, WebView2 and macOS 13 understand.
    target: ["es2022", "safari16"],
    // The window's content policy forbids data: scripts and styles; small files stay files.
    assetsInlineLimit: 0,
    // The window, and the widget's own code as the chat editor shows it in a frame.
    rolldownOptions: { input: ["index.html", "preview.html"] },
    // Read from the disk beside it, so one file costs nothing.
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "window",
          environment: "happy-dom",
          include: ["src/**/*.test.{ts,tsx}"],
          setupFiles: ["src/test/setup.ts"],
          testTimeout: 30_000,
        },
      },
      { test: { name: "widget", include: ["widget/test/**/*.test.ts"] } },
    ],
  },
});
