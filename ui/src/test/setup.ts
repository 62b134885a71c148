import "../i18n";

import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

import { i18n } from "../i18n";
import { forgetKept } from "../shared/kept";
import { clearNotes } from "../shared/toasts";

// The test's document has no layout; lists draw what fits in this much.
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 800 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 1280 });

// Under a busy machine a screen may take its time; what is missing is said in one line, not as a page.
configure({ asyncUtilTimeout: 5_000, getElementError: (message) => new Error(message?.split("\n")[0]) });

afterEach(async () => {
  cleanup();
  clearNotes();
  forgetKept();
  localStorage.clear();
  await i18n.changeLanguage("en");
});
