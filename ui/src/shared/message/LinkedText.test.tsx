import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { setTransport, type ApiError } from "../../ipc";
import { Fake } from "../../ipc/fake";
import { Notes } from "../toasts";
import { LinkedText } from "./LinkedText";

const shown = (text: string, refused?: ApiError) => {
  const fake = new Fake({ now: 0, failing: refused ? { link_open: refused } : {} });
  setTransport(fake);
  const { container } = render(
    <>
      <p>
        <LinkedText text={text} />
      </p>
      <Notes />
    </>,
  );
  const opened = () => fake.calls.filter(({ name }) => name === "link_open").map(({ request }) => request);
  return { user: userEvent.setup(), text: container.querySelector("p")?.textContent, opened };
};

describe("a link in a message", () => {
  it("opens the page, by the pointer and by Enter", async () => {
    const { user, opened, text } = shown("It is www.shop.example/a, Liv");
    expect(text).toBe("It is www.shop.example/a, Liv");
    await user.click(screen.getByRole("link"));
    await user.keyboard("[Escape]");
    (document.activeElement as HTMLElement).blur();
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("link"));
    await user.keyboard("a{Enter}");
    expect(opened()).toEqual([{ url: "https://www.shop.example/a" }, { url: "https://www.shop.example/a" }]);
  });

  it("tells where it really leads, and can lead this window nowhere", () => {
    shown("https://аpple.example/a?next=apple.example");
    const link = screen.getByRole("link", { name: "https://аpple.example/a?next=apple.example: opens xn--pple-43d.example in the browser" });
    expect(link.title).toBe("https://xn--pple-43d.example/a?next=apple.example");
    expect(link.closest("a[href]")).toBeNull();
  });

  it("is not opened by marking a part of it", () => {
    const { opened } = shown("https://shop.example");
    const link = screen.getByRole("link");
    getSelection()?.selectAllChildren(link);
    fireEvent.click(link);
    expect(opened()).toEqual([]);
  });

  it("says why it could not be opened", async () => {
    const { user } = shown("https://shop.example", { code: "desktop", message: "no browser", details: null });
    await user.click(screen.getByRole("link"));
    await waitFor(() => expect(screen.getByRole("region").textContent).toMatch(/no browser/));
  });

  it("is text where it is none, and never anything else", () => {
    expect(shown("<b>javascript:alert(1)</b> https://shop.example@evil.example").text).toBe("<b>javascript:alert(1)</b> https://shop.example@evil.example");
    expect(screen.queryByRole("link")).toBeNull();
    expect(document.querySelector("b")).toBeNull();
  });
});
