/** Where one is among what operators are set up with: what is searched, and what is being edited. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

export interface OperatorsAddress {
  q?: string;
  /** The id of what is edited in a window over the list, or `new`. */
  edit?: string;
}

export function operatorsAddress({ q, edit }: Record<string, unknown>): OperatorsAddress {
  return { ...(typeof q === "string" && q !== "" && { q }), ...(typeof edit === "string" && edit !== "" && { edit }) };
}

/** The address of the list in sight, and the ways to change it. */
export function useAddress() {
  const { q = "", edit: edited = null } = useSearch({ from: "/operators" });
  const navigate = useNavigate();
  // Rows are drawn anew when what a press does changes.
  const edit = useCallback((id: string) => void navigate({ to: ".", search: { ...(q !== "" && { q }), edit: id } }), [navigate, q]);
  return {
    search: q,
    edited,
    look: (text: string) => void navigate({ to: ".", search: text === "" ? {} : { q: text }, replace: true }),
    /** Opens the window over the list. */
    edit,
    close: () => void navigate({ to: ".", search: q === "" ? {} : { q }, replace: true }),
  };
}
