import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { openWindow } from "../../test/window";

const services = async () => within(await screen.findByRole("list", { name: "AI services" }));

it("sets a service up with a key that is sent once and not shown again", async () => {
  const { user, requests } = openWindow("/settings");
  await user.click(await screen.findByRole("button", { name: "Add a service" }));
  const form = within(await screen.findByRole("dialog", { name: "New AI service" }));
  await user.type(form.getByLabelText("Name"), "Sales");
  await user.type(form.getByLabelText("Address"), "https://ai.example/v1");
  await user.type(form.getByLabelText("Model"), "small");
  const key = form.getByLabelText("Key");
  expect(key).toHaveProperty("type", "password");
  await user.type(key, "key-1");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Sales is saved");
  expect(requests("ai_service_save")).toEqual([{ name: "Sales", address: "https://ai.example/v1", model: "small", key: "key-1", was: null }]);
  expect((await services()).getByText("small · https://ai.example/v1 · key kept")).toBeTruthy();
  expect(document.body.innerHTML).not.toContain("key-1");
});

it("keeps the key where none is typed, and takes it away where that is asked", async () => {
  const { user, requests } = openWindow("/settings");
  const edit = async () => {
    await user.click((await services()).getByRole("button", { name: "Edit Support answers" }));
    return within(await screen.findByRole("dialog", { name: "Support answers" }));
  };
  const save = async () => user.click(screen.getByRole("button", { name: "Save" }));
  const first = await edit();
  await user.type(first.getByLabelText("Model"), "-2");
  await save();
  await waitFor(() => expect(requests("ai_service_save")).toHaveLength(1));
  expect(requests("ai_service_save")[0]).toMatchObject({ model: "gpt-5-mini-2", key: null, was: "Support answers" });

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const second = await edit();
  await user.click(second.getByRole("button", { name: "Take the key away" }));
  await save();
  await waitFor(() => expect(requests("ai_service_save")).toHaveLength(2));
  expect(requests("ai_service_save")[1]).toMatchObject({ key: "" });
});

it("says beside each field what is wrong with it", async () => {
  const { user } = openWindow("/settings");
  await user.click(await screen.findByRole("button", { name: "Add a service" }));
  const form = within(await screen.findByRole("dialog"));
  await user.type(form.getByLabelText("Name"), "local");
  await user.type(form.getByLabelText("Address"), "ai.example");
  await user.click(form.getByRole("button", { name: "Save" }));
  await form.findByText("Another one is called like that; choose another name");
  form.getByText("Write it like https://api.openai.com/v1, http://localhost:11434/v1");
  form.getByText("Write something here");
});

it("says that there is no key store, and what can be done", async () => {
  const { user } = openWindow("/settings", { failing: { ai_service_save: { code: "no_key_store", message: "", details: { path: null } } } });
  await user.click((await services()).getByRole("button", { name: "Edit Local" }));
  await user.click(await screen.findByRole("button", { name: "Save" }));
  await screen.findByText("This computer has no key store to keep keys in.");
  screen.getByText(/PARLEY_PASSPHRASE_FILE/);
});

it("tries a service, and tries again once its address is allowed", async () => {
  const { user, requests } = openWindow("/settings");
  const trial = (await services()).getByRole("button", { name: "Try Local" });
  await user.click(trial);
  await screen.findByText("localhost:11434 is inside a private network. Allow it under Allowed addresses, then try again.");
  await user.type(screen.getByLabelText("Host and port"), "localhost:11434{Enter}");
  await waitFor(() => expect(requests("allowed_addresses_save")).toEqual([{ addresses: ["192.168.1.5:8080", "localhost:11434"] }]));
  await user.click(trial);
  await screen.findByText("“I can be reached.”, after 840 ms");
});

it("asks before a service goes, and tells that its key goes too", async () => {
  const { user, requests } = openWindow("/settings");
  await user.click((await services()).getByRole("button", { name: "Delete Support answers" }));
  const question = within(await screen.findByRole("alertdialog"));
  question.getByText(/Its key goes with it/);
  await user.click(question.getByRole("button", { name: "Delete" }));
  await screen.findByText("Support answers is deleted");
  expect(requests("ai_service_delete")).toEqual([{ name: "Support answers" }]);
  await waitFor(async () => expect((await services()).getAllByRole("listitem")).toHaveLength(1));
});

it("takes an allowed address back, and puts it there again", async () => {
  const { user, requests } = openWindow("/settings");
  await user.click(await screen.findByRole("button", { name: "No longer allow 192.168.1.5:8080" }));
  await waitFor(() => expect(screen.queryByRole("list", { name: "Allowed addresses" })).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(requests("allowed_addresses_save").at(-1)).toEqual({ addresses: ["192.168.1.5:8080"] }));
});

it("says under the field that an address has no port, until it is typed on", async () => {
  const { user } = openWindow("/settings");
  const field = await screen.findByLabelText("Host and port");
  await user.type(field, "localhost{Enter}");
  await screen.findByText("Write it like localhost:11434, 192.168.1.5:8080");
  await user.type(field, ":1");
  await waitFor(() => expect(screen.queryByText(/Write it like/)).toBeNull());
});
