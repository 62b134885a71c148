/** Who writes to the made-up program, and what. */
import type { ChatMark, DialogState, Entry, Happening, Message, Messenger } from "./generated";

type Author = Message["author_type"] | "colleague" | "me";
type Say = (author: Author, at: number, text: string, more?: Partial<Message>) => Entry;

export interface Story {
  name: string | null;
  messenger: Messenger;
  /** Who has it; nobody: it waits. */
  holder?: "me" | "erik";
  state?: DialogState;
  group?: string;
  chat?: string;
  phone?: string;
  unread?: number;
  /** Seconds until the answer is late; none is owed when it is left out. */
  due?: number;
  draft?: string;
  taken?: boolean;
  help?: boolean;
  waits?: boolean;
  /** What the chat wants to know at the end. */
  results?: string[];
  /** Everything is known of the client. */
  rich?: boolean;
  /** Who, how many minutes ago, what. */
  said: readonly (readonly [author: Author, minutes: number, text: string, more?: Partial<Message>] | readonly [author: "happening", minutes: number, what: Happening])[];
  /** What was said in the dialog before. */
  before?: (now: number, say: Say, dialog: string, chat: ChatMark) => Entry[];
}

const DAY = 24 * 60 * 60_000;
const QUESTIONS = ["And the next thing: does it come in green?", "I measured again, it is 96 cm", "Спасибо! А сколько идёт доставка до Тромсё?", "ok", "The courier comes between 14 and 18, is that still so? I have to leave at four and would rather have it tomorrow, if that can be arranged."];

/** The named ones; one of them has a thread of `long` messages. */
export const STORIES = (long: number): Story[] => [
  { name: "Tomas Berg", messenger: "telegram", holder: "me", due: -102, unread: 3, said: [["client", 6, "Hello"], ["client", 5, "I am at home now"], ["client", 3, "Is anybody there? The courier is at the door"]] },
  {
    name: "Maja Holm",
    messenger: "whatsapp",
    holder: "me",
    due: 9,
    phone: "+47 412 66 908",
    rich: true,
    results: ["Solved", "Swap agreed", "Not our fault", "The client did not answer"],
    before: (now, say, dialog, chat) => [
      { type: "dialog", dialog, chat, messenger: "whatsapp", at: now - 2 * DAY, rating: 5, scale: 5 },
      say("client", now - 2 * DAY, "The zip of my jacket is stuck, is that covered?"),
      say("colleague", now - 2 * DAY + 60_000, "The seam is covered, please send the jacket in with the form."),
      { type: "happening", dialog, at: now - 2 * DAY + 120_000, what: { what: "closed", ending: "operator_closed", operator: "Erik Nilsen" } },
      { type: "happening", dialog, at: now - 2 * DAY + 150_000, what: { what: "rated", rating: 5, scale: 5 } },
      { type: "happening", dialog, at: now - 2 * DAY + 160_000, what: { what: "comment", text: "quick and clear" } },
    ],
    said: [
      ["bot", 11, "Hello Maja! Is it about the repair you sent in on 17 November?", { buttons: [{ title: "Yes" }, { title: "Something else" }] }],
      ["client", 10.9, "Something else", { kind: "postback" }],
      ["happening", 10, { what: "handed_over", group: "Repairs" }],
      ["happening", 9.7, { what: "taken", operator: "Anna Lindqvist", wait_s: 19 }],
      ["client", 9, "The jacket came back today, thank you! But the pocket zip sticks."],
      ["client", 9, "", { kind: "file", attachment: { id: "01a1dae5-f11e-7a83-9e55-000000000001", name: "IMG_2044.jpg", bytes: 1_887_437, mime: "image/jpeg", is_picture: true } }],
      ["me", 7, "Sorry to hear that, Maja. Does it stick in one place?"],
      ["client", 5, "Yes, two centimetres from the top."],
      ["client", 4, "And if the zip breaks again?"],
    ],
  },
  { name: "Ingrid Solheim", messenger: "web", holder: "me", due: 51, said: [["me", 4, "We have it in 38 and 40."], ["client", 1, "Thanks, I’ll try the other size first"]] },
  { name: "Jonas Eik, Vinterbruk AS", messenger: "slack", holder: "me", due: 58, said: [["client", 1, "Invoice 20417, can you resend it as a PDF?"], ["client", 1, "", { kind: "file", attachment: { id: "01a1dae5-f11e-7a83-9e55-000000000002", name: "purchase order with a very long name that nobody can read in one line.docx", bytes: 48_200, mime: "application/msword", is_picture: false } }]] },
  {
    name: "Pavel Sorokin",
    messenger: "viber",
    holder: "me",
    said: [
      ...Array.from({ length: long }, (_, index) => [index % 3 === 0 ? "client" : index % 3 === 1 ? "me" : "bot", 40 + (long - index) * 7, `${QUESTIONS[index % QUESTIONS.length]} (${index + 1})`] as const),
      ["me", 8, "The courier comes between 14 and 18", { delivery: "undelivered" }] as const,
    ],
  },
  { name: "Liv Aasen", messenger: "facebook", holder: "me", draft: "Hello Liv, the voucher is still valid", said: [["client", 24, "Is my voucher still good?"], ["me", 23, "Let me look."]] },
  { name: "+371 2614 88 02", messenger: "whatsapp", holder: "me", phone: "+371 2614 88 02", waits: true, said: [["client", 40, "Paldies"], ["me", 34, "Received, we’ll look at it tomorrow", { delivery: "pending" }]] },
  { name: "Kenji Nakamura", messenger: "line", holder: "me", said: [["client", 53, "Do you ship to Japan?"], ["me", 52, "We do, in about nine days."]] },
  { name: "Elena Voronova", messenger: "vk", state: "bot", taken: true, said: [["client", 85, "Я подожду"], ["happening", 80, { what: "taken_away", operator: "Anna Lindqvist" }], ["bot", 80, "Все операторы заняты."]] },
  { name: "Сергей Александрович Константинопольский", messenger: "telegram", group: "Repairs", due: 20, said: [["client", 2, "Здравствуйте! Не включается после обновления, что делать?"]] },
  { name: null, messenger: "web", group: "Orders", due: 44, said: [["client", 1, "Hi, where is my order?"]] },
  { name: "Sara El Amrani", messenger: "alice", due: 110, said: [["client", 1, "Позови оператора"]] },
  { name: "Hanna Lie", messenger: "web", group: "Repairs", help: true, due: -640, said: [["client", 12, "Is there anybody on Sundays?"]] },
  { name: "Marek Nowak", messenger: "whatsapp", help: true, due: -75, said: [["client", 4, "halo"]] },
  { name: "Sofie Dahl", messenger: "web", holder: "erik", due: 30, said: [["client", 2, "I still wait for the refund of order 47 931"], ["colleague", 1, "I am looking at it now."]] },
  { name: "Arturs Kalnins", messenger: "telegram", state: "bot", said: [["bot", 3, "Hello! What can I help you with?", { buttons: [{ title: "My order" }, { title: "Return" }] }]] },
  { name: "Ольга Петрова", messenger: "vk", state: "closed", said: [["client", 300, "Спасибо, всё пришло!"], ["happening", 290, { what: "closed", ending: "operator_closed", operator: "Erik Nilsen" }]] },
];
