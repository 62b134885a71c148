/** The words of the window, in both languages. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import en from "./en.json";
import ru from "./ru.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "words";
    resources: { words: typeof en };
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { words: en }, ru: { words: ru } },
  lng: "en",
  fallbackLng: "en",
  defaultNS: "words",
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});

export const i18n = i18next;
