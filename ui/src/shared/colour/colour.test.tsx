import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { queryClient } from "../../app/queryClient";
import { setTransport } from "../../ipc";
import { Fake } from "../../ipc/fake";
import { keptModel, recentColours, rememberColour, REMEMBERED } from "./colour";
import { ColourField } from "./ColourField";

const BOT = "appearance.colours.bot";

/** One field over a made-up program; `last` is what it last set. */
function openField(first: string, { isText = false, beside, own = [] }: { isText?: boolean; beside?: string; own?: string[] } = {}) {
  const fake = new Fake();
  setTransport(fake);
  const set: string[] = [];
  function Held() {
    const [value, setValue] = useState(first);
    const [unread, setUnread] = useState<string>();
    const change = (colour: string) => {
      set.push(colour);
      setValue(colour);
      setUnread(undefined);
    };
    return <ColourField label="Bot" path={BOT} isText={isText} value={value} onChange={change} unread={unread} onUnread={setUnread} beside={beside} own={own} />;
  }
  render(
    <QueryClientProvider client={queryClient()}>
      <Held />
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  const open = async () => {
    await user.click(screen.getByRole("button", { name: /open the palette/ }));
    return screen.findByRole("dialog", { name: "Bot" });
  };
  const field = (name: string) => screen.findByRole<HTMLInputElement>("textbox", { name });
  const type = async (name: string, text: string) => {
    const box = await field(name);
    await user.clear(box);
    await user.type(box, text);
    return box;
  };
  return { fake, user, set, open, field, type, last: () => set.at(-1) };
}

describe("a colour", () => {
  it("is shown by its button, with how well text reads on it", async () => {
    openField("#2e8b6d");
    expect(screen.getByRole("button", { name: "Bot: #2e8b6d, open the palette" }).textContent).toContain("#2E8B6D");
    await screen.findByText("5.0");
    expect(screen.getByText("AA"), "black text reads better than white").toBeTruthy();
  });

  it("is read in the fields of three models, which arrows change and a person keeps", async () => {
    const { user, open, field } = openField("#2e8b6d");
    await open();
    const values = async (...names: string[]) => (await Promise.all(names.map(field))).map((box) => box.value);
    expect(await values("Red", "Green", "Blue", "Opacity")).toEqual(["46", "139", "109", "1"]);
    await user.click(screen.getByRole("button", { name: "Next model: HSLA" }));
    expect(await values("Hue", "Saturation", "Lightness", "Opacity")).toEqual(["160.6", "50.3", "36.3", "1"]);
    await user.click(screen.getByRole("button", { name: "Next model: HEX" }));
    expect(await values("Any CSS colour")).toEqual(["#2e8b6d"]);
    expect(keptModel()).toBe("hex");
    await user.click(screen.getByRole("button", { name: "Next model: RGBA" }));
    await user.click(screen.getByRole("button", { name: "Model before: HEX" }));
    expect(await values("Any CSS colour")).toEqual(["#2e8b6d"]);
  });

  it("follows what is typed, and leaves it as it was typed", async () => {
    const { open, type, field, last } = openField("#2e8b6d");
    await open();
    const red = await type("Red", "200");
    await waitFor(() => expect(last()).toBe("#c88b6d"));
    expect(red.value).toBe("200");
    await type("Opacity", "0.50");
    await waitFor(() => expect(last()).toBe("#c88b6d80"));
    expect((await field("Opacity")).value, "not 0.5").toBe("0.50");
  });

  it("keeps a typed hue through grey", async () => {
    const { user, open, type, field, last } = openField("#2e8b6d");
    await open();
    await user.click(screen.getByRole("button", { name: "Next model: HSLA" }));
    await type("Hue", "210");
    await type("Saturation", "0");
    await waitFor(() => expect(last()).toMatch(/^#(..)\1\1$/));
    expect((await field("Hue")).value).toBe("210");
    await type("Saturation", "100");
    await waitFor(() => expect(last()).toBe("#005db9"));
  });

  it.each(["rebeccapurple", "rgb(102 51 153)", "hsl(270, 50%, 40%)", "#639"])("takes %j in any field", async (text) => {
    const { user, open, field, last } = openField("#2e8b6d");
    await open();
    const blue = await field("Blue");
    await user.clear(blue);
    await user.click(blue);
    await user.paste(text);
    await waitFor(() => expect(last()).toBe("#663399"));
    await waitFor(() => expect(blue.value, "its parts stand in the fields").toBe("153"));
  });

  it("takes a colour typed into a field of numbers, and shows its parts when the field is left", async () => {
    const { user, open, type, field, last } = openField("#2e8b6d");
    await open();
    const green = await type("Green", "#639");
    await waitFor(() => expect(last()).toBe("#663399"));
    await user.type(green, "abc");
    await waitFor(() => expect(last()).toBe("#639abc"));
    expect(green.value, "it is not cut off while it is typed").toBe("#639abc");
    await user.click(await field("Red"));
    await waitFor(() => expect(green.value).toBe("154"));
  });

  it.each([
    ["Red", "256", "From 0 to 255, or paste any CSS colour"],
    ["Red", "300", "From 0 to 255, or paste any CSS colour"],
    ["Opacity", "2", "From 0 to 1, or paste any CSS colour"],
    ["Green", "greenish", "From 0 to 255, or paste any CSS colour"],
  ])("stays when %s is %s, and says what would do", async (name, text, words) => {
    const { fake, user, open, field, set } = openField("#2e8b6d");
    await open();
    const box = await field(name);
    await user.clear(box);
    await waitFor(() => expect(box.getAttribute("aria-invalid")).toBe("true"));
    set.length = 0;
    await user.click(box);
    await user.paste(text);
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "colour_read").length).toBeGreaterThan(2));
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(set).toEqual([]);
  });

  it("marks each field that is wrong until it is mended, wherever somebody types", async () => {
    const { user, open, type, field } = openField("#2e8b6d");
    const invalid = async (name: string) => (await field(name)).getAttribute("aria-invalid") === "true";
    await open();
    await type("Red", "12.7");
    await waitFor(async () => expect(await invalid("Red")).toBe(true));
    await type("Green", "20");
    expect(await invalid("Red")).toBe(true);
    expect(await invalid("Green")).toBe(false);
    await type("Blue", "300");
    await waitFor(async () => expect([await invalid("Red"), await invalid("Green"), await invalid("Blue")]).toEqual([true, false, true]));
    await user.keyboard("{Escape}");
    await screen.findByText(/Not a colour/);
    await open();
    expect((await field("Red")).value, "it is found again as it was typed").toBe("12.7");
    await waitFor(async () => expect([await invalid("Red"), await invalid("Blue")]).toEqual([true, true]));
    await type("Red", "46");
    await type("Green", "139");
    await type("Blue", "109");
    await waitFor(async () => expect(await invalid("Blue")).toBe(false));
    await user.keyboard("{Escape}");
    expect(screen.queryByText(/Not a colour/), "even where it ends at the colour it had").toBeNull();
  });

  it("asks the program before it refuses a percent sign", async () => {
    const { user, open, type, field, last } = openField("#2e8b6d");
    await open();
    await user.click(screen.getByRole("button", { name: "Next model: HSLA" }));
    await type("Saturation", "0%");
    await waitFor(() => expect(last()).toMatch(/^#(..)\1\1$/));
    expect((await field("Saturation")).getAttribute("aria-invalid")).toBeNull();
  });

  it("says how text reads on it, and offers the nearest that passes", async () => {
    const { user, open, last } = openField("#2e8b6d", { beside: "#ffffff" });
    const palette = within(await open());
    expect(await palette.findByText("Buttons text on it")).toBeTruthy();
    expect(palette.getByText("below AA")).toBeTruthy();
    const nearest = within(palette.getByRole("group", { name: "Nearest that can be read" }));
    const colour = nearest.getByText(/^#/).textContent;
    await user.click(nearest.getByRole("button", { name: "Use nearest" }));
    await waitFor(() => expect(last()).toBe(colour?.toLowerCase()));
    await waitFor(() => expect(palette.queryByText("below AA")).toBeNull());
  });

  it("asks for a text's contrast on its ground", async () => {
    const { fake, open } = openField("#ffffff", { isText: true, beside: "#0b5d4b" });
    const palette = within(await open());
    await palette.findByText("On the buttons");
    expect(fake.calls.map((call) => call.request)).toContainEqual({ text: "#ffffff", beside: "#0b5d4b", is_text: true });
  });

  it("is picked from those used before and those of the chat, and then remembered", async () => {
    rememberColour("#112233");
    const { user, open, last } = openField("#2e8b6d", { own: ["#0b5d4b", "#112233"] });
    const swatches = within(within(await open()).getByRole("group", { name: "Recent and used here" }));
    expect(swatches.getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual(["#112233", "#0B5D4B"]);
    await user.click(swatches.getByRole("button", { name: "#0B5D4B" }));
    await waitFor(() => expect(last()).toBe("#0b5d4b"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(recentColours()).toEqual(["#0b5d4b", "#112233"]));
  });

  it("is moved by the keys of the area and the sliders", async () => {
    const { user, open, last } = openField("#ff0000");
    const palette = within(await open());
    palette.getByRole("slider", { name: "Hue" }).focus();
    await user.keyboard("{End}");
    palette.getByRole("slider", { name: "Opacity" }).focus();
    await user.keyboard("{Home}");
    await waitFor(() => expect(last()).toMatch(/^#......00$/));
  });

  it("is what was asked for last, whichever answer comes last", async () => {
    const { fake, open, type, set } = openField("#000000");
    await open();
    // The program takes its time with the first of two questions.
    const answer = fake.call.bind(fake);
    let late: (() => void) | undefined;
    fake.call = (name, request) => {
      if (name !== "colour_read" || late !== undefined) return answer(name, request);
      return new Promise((resolve) => (late = () => void answer(name, request).then(resolve)));
    };
    await type("Red", "77");
    await waitFor(() => expect(set.at(-1)).toBe("#4d0000"));
    const known = set.length;
    late?.();
    await answer("app_status", {});
    expect(set.slice(known)).toEqual([]);
  });
});

it("remembers the last colours once each", () => {
  for (let index = 0; index < 12; index += 1) rememberColour(`#0000${(16 + index).toString(16)}`);
  rememberColour("#00001a");
  expect(recentColours()).toHaveLength(REMEMBERED);
  expect(recentColours().slice(0, 2)).toEqual(["#00001a", "#00001b"]);
  localStorage.setItem("parley.colour-model", "cmyk");
  expect(keptModel()).toBe("rgba");
});
