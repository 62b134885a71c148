import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { Combo } from "./Combo";

const OPTIONS = ["Europe/Oslo", "Europe/Moscow", "Asia/Tokyo"].map((zone) => ({ value: zone, text: zone }));

/** A field that holds Oslo. */
function openCombo() {
  const picked: string[] = [];
  function Held() {
    const [value, setValue] = useState("Europe/Oslo");
    const pick = (next: string) => {
      picked.push(next);
      setValue(next);
    };
    return (
      <>
        <Combo label="Time zone" options={OPTIONS} value={value} onPick={pick} />
        <button type="button">Next</button>
      </>
    );
  }
  render(<Held />);
  const user = userEvent.setup();
  const box = screen.getByRole<HTMLInputElement>("combobox", { name: "Time zone" });
  const type = async (text: string) => {
    await user.clear(box);
    await user.type(box, text);
  };
  return { user, box, type, picked };
}

describe("one of many", () => {
  it.each([
    ["the whole value", "asia/tokyo", "{Tab}", "Asia/Tokyo"],
    ["the whole value", "ASIA/TOKYO", "{Enter}", "Asia/Tokyo"],
    ["a part of one alone", "mosc", "{Tab}", "Europe/Moscow"],
    ["a part of one alone", " tok ", "{Enter}", "Asia/Tokyo"],
  ])("is taken when %s, %j, is typed and %s pressed", async (_, text, key, value) => {
    const { user, box, type, picked } = openCombo();
    await type(text);
    await user.keyboard(key);
    expect(picked).toEqual([value]);
    expect(box.value).toBe(value);
    expect(box.getAttribute("aria-invalid")).toBeNull();
  });

  it("is taken when somebody presses elsewhere", async () => {
    const { user, box, type, picked } = openCombo();
    await type("Asia/Tokyo");
    await user.click(document.body);
    expect(picked).toEqual(["Asia/Tokyo"]);
    expect(box.value).toBe("Asia/Tokyo");
  });

  it.each([
    ["Mars", "“Mars” is not in the list; Europe/Oslo stays."],
    ["Europe", "“Europe” fits more than one; Europe/Oslo stays."],
  ])("is not changed silently by %j", async (text, words) => {
    const { user, box, type, picked } = openCombo();
    await type(text);
    await user.keyboard("{Tab}");
    expect(screen.getByRole("status").textContent).toBe(words);
    expect(box.value).toBe("Europe/Oslo");
    expect(box.getAttribute("aria-invalid")).toBe("true");
    expect(picked).toEqual([]);
    await type("Asia/Tokyo");
    expect(screen.queryByRole("status")).toBeNull();
    await user.keyboard("{Enter}");
    expect(picked).toEqual(["Asia/Tokyo"]);
  });

  it("stays when Escape is pressed", async () => {
    const { user, box, type, picked } = openCombo();
    await type("Asia/Tokyo");
    await user.keyboard("{Escape}{Tab}");
    expect(picked).toEqual([]);
    expect(box.value).toBe("Europe/Oslo");
  });
});
