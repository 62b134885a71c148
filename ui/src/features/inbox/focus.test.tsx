import { render, screen, waitFor } from "@testing-library/react";
import { useRef } from "react";
import { describe, expect, it } from "vitest";

import { useFocusKept } from "./focus";

function Place({ has }: { has: "button" | "button switched off" | "nothing" }) {
  const home = useRef<HTMLDivElement>(null);
  useFocusKept(home);
  return (
    <div ref={home}>
      <div role="listbox" aria-label="Dialogs" tabIndex={0} />
      {has !== "nothing" && <button disabled={has === "button switched off"}>Close</button>}
    </div>
  );
}

describe("the focus", () => {
  it.each(["button switched off", "nothing"] as const)("goes to the list when what had it became %s", async (then) => {
    const { rerender } = render(<Place has="button" />);
    screen.getByRole("button").focus();
    rerender(<Place has={then} />);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listbox")));
  });

  it("stays where it is while what has it works", async () => {
    const { rerender } = render(<Place has="button" />);
    screen.getByRole("button").focus();
    rerender(<Place has="button" />);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(document.activeElement).toBe(screen.getByRole("button"));
  });
});
