/**
 * The messengers' marks as we draw them, each on a ground of 16 by 16: for the widget's links and
 * for the window. Data only; who draws them sets the white of the mark.
 */

export interface Logo {
  /** The ground, brought to one lightness with the others; white stands out from each. */
  readonly colour: string;
  /** A path that is filled. */
  readonly fill?: string;
  /** A path that is drawn with a line of 1.4. */
  readonly line?: string;
}

export const LOGOS = {
  web: {
    colour: "#727985",
    fill: "M5 4.75h6a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H8.25L6 11.6V9.75H5a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1Z",
  },
  telegram: {
    colour: "#1982b3",
    fill: "M3.4 7.9 11.9 4.5l-1.45 6.9-2.6-1.9-1.35 1.3-.2-2.2L9.6 6.1 5.3 8.65Z",
  },
  whatsapp: {
    colour: "#328d52",
    line: "M4.6 11.4l.5-1.75a3.6 3.6 0 1 1 1.3 1.25ZM6.7 6.7c0 1.5 1 2.5 2.6 2.6",
  },
  viber: {
    colour: "#8464c0",
    line: "M5.2 5.4c-.4 2.9 2.5 5.8 5.4 5.4M8.3 4.6a3.2 3.2 0 0 1 3.1 3.1",
  },
  facebook: {
    colour: "#5372d1",
    fill: "M3.9 9.5 6.9 6.2l1.7 1.55 3.5-1.75-3 3.3-1.7-1.55Z",
  },
  alice: {
    colour: "#9659be",
    line: "M8 4.6 11.3 10.6H4.7Z",
  },
  yandex: {
    colour: "#ca453b",
    line: "M9.7 11.2V4.8H8.3a2 2 0 0 0 0 4h1.4M8 8.9 6.4 11.2",
  },
  vk: {
    colour: "#347bc5",
    line: "M4.1 5.9c.2 2.9 1.5 4.4 3.9 4.4V5.9M11.6 5.9C11.2 7.2 10 8 8.3 8.05c1.8.1 3.1.9 3.6 2.25",
  },
  skype: {
    colour: "#1f83ad",
    line: "M10.4 6.1c-.3-.9-1.2-1.4-2.4-1.4-1.3 0-2.3.6-2.3 1.6 0 2.2 4.8 1.1 4.8 3.4 0 1-1 1.7-2.5 1.7-1.4 0-2.3-.6-2.6-1.6",
  },
  slack: {
    colour: "#976592",
    line: "M6.8 4.7v6.6M9.2 4.7v6.6M4.7 6.8h6.6M4.7 9.2h6.6",
  },
  wechat: {
    colour: "#548848",
    fill: "M6.7 4.1c2 0 3.6 1.3 3.6 2.9S8.7 9.9 6.7 9.9c-.4 0-.8-.1-1.2-.2L4 10.5l.4-1.4C3.6 8.6 3.1 7.9 3.1 7c0-1.6 1.6-2.9 3.6-2.9Z",
    line: "M11 7.3c1.2.3 2 1.2 2 2.2 0 .6-.3 1.2-.8 1.6l.3 1.1-1.2-.6c-1.5.3-2.9-.2-3.5-1.2",
  },
  snapchat: {
    colour: "#907618",
    line: "M8 4.2c1.5 0 2.3 1.1 2.3 2.3v1.3l1.2.8-1.2.7c.3.9 1 1.3 1.7 1.5-.6.6-1.4.4-2 .5-.4.6-1.1.9-2 .9s-1.6-.3-2-.9c-.6-.1-1.4.1-2-.5.7-.2 1.4-.6 1.7-1.5l-1.2-.7 1.2-.8V6.5C5.7 5.3 6.5 4.2 8 4.2Z",
  },
  line: {
    colour: "#3d8d47",
    line: "M6.3 4.9v5.4h3.6",
  },
} as const satisfies Record<string, Logo>;

/** The mark of a messenger; null when there is none of that name. */
export function logoOf(messenger: string): Logo | null {
  return Object.hasOwn(LOGOS, messenger) ? LOGOS[messenger as keyof typeof LOGOS] : null;
}
