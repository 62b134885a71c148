import "../i18n";

import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

import { i18n } from "../i18n";
import { clearNotes } from "../shared/toasts";

// The test's document has no layout; lists draw what fits in this much.
Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, value: 800 });
Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, value: 1280 });

afterEach(async () => {
  cleanup();
  clearNotes();
  localStorage.clear();
  await i18n.changeLanguage("en");
});
