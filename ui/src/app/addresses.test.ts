import { expect, it } from "vitest";

import { dialogIn, screenAt } from "./addresses";

const ID = "01a1dae5-e570-7a83-9e55-d01f6a7be204";

it.each(["/inbox", `/inbox/${ID}`, "/chats", "/dialogs", "/scripts", `/scripts/${ID}`, "/settings", "/operators", "/operators/groups", "/operators/replies", "/operators/tags", "/operators/attributes", `/dialogs/${ID}`, `/chats/${ID}/edit`, `/chats/${ID}/code`, `/chats/${ID}/history`, `/chats/${ID}/compare`])("%s is a screen", (path) => {
  expect(screenAt(path)).toBe(path);
});

it.each(["", "/", "/chats/", "/operators/pins", "//evil.example", "https://evil.example/chats", "/dialogs/1", `/dialogs/${ID}/`, `/dialogs/${ID}?x=1`, `/dialogs/${ID.toUpperCase()}`, "/chats/../settings", "javascript:alert(1)", "/chats\n"])(
  "%j leads nowhere",
  (path) => {
    expect(screenAt(path)).toBeNull();
  },
);

it.each([ID, ID.toUpperCase(), ` ${ID}\n`, `parley://dialog/${ID}`, `parley://dialog/${ID}/`])("finds the dialog in %j", (text) => {
  expect(dialogIn(text)).toBe(ID);
});

it.each(["", "refund", "01a1dae5", `parley://chat/${ID}`, `https://dialog/${ID}`, `${ID} and more`])("finds no dialog in %j", (text) => {
  expect(dialogIn(text)).toBeNull();
});
