/** Scripts of the made-up program. */
import type { Block, Language, ScriptDraft } from "./generated";

const settings = { client_silence_s: 900, repeats: 3, blocks_per_message: 200 };

/** A script with nothing in it but its start. */
export function empty(language: Language): ScriptDraft {
  return { name: "", language, settings, blocks: [{ id: "start", type: "start", at: [0, 0] }] };
}

/** The greeting that comes with the program. */
export function builtin(language: Language): ScriptDraft {
  const russian = language === "ru";
  return {
    name: russian ? "Встроенное приветствие" : "Built-in greeting",
    language,
    settings,
    blocks: [
      { id: "start", type: "start", text: russian ? "Здравствуйте! Чем помочь?" : "Hello! What can I help you with?", next: "wait", at: [0, 0] },
      { id: "wait", type: "question", branches: [{ when: "else", next: "operator" }], at: [0, 120] },
      { id: "operator", type: "transfer", branches: [], at: [0, 260] },
    ],
  };
}

/** A greeting with topics to choose from. */
export function menu(language: Language): ScriptDraft {
  const russian = language === "ru";
  const topics = russian ? ["Доставка", "Возврат", "Оператор"] : ["Delivery", "Returns", "Operator"];
  return {
    name: russian ? "Приветствие и меню" : "Greeting and menu",
    language,
    settings,
    blocks: [
      { id: "start", type: "start", next: "menu", at: [0, 0] },
      {
        id: "menu",
        type: "question",
        title: russian ? "Меню" : "Menu",
        text: russian ? "Здравствуйте! О чём расскажу?" : "Hello! What is it about?",
        branches: [
          { when: "button", title: topics[0] as string, next: "delivery" },
          { when: "button", title: topics[1] as string, next: "returns" },
          { when: "button", title: topics[2] as string, next: "operator" },
          { when: "else", next: "menu" },
        ],
        at: [0, 120],
      },
      { id: "delivery", type: "message", text: russian ? "Доставим за два дня." : "We deliver within two days.", next: "menu", at: [-240, 320] },
      { id: "returns", type: "message", text: russian ? "Вернуть можно за 30 дней." : "You can return anything for 30 days.", next: "menu", at: [0, 320] },
      { id: "operator", type: "transfer", branches: [], at: [240, 320] },
    ],
  };
}

/** The one that the pictures show; with `more` messages after its end. */
export function orderStatus(more = 0): ScriptDraft {
  const chain = Array.from({ length: more }, (_, index): Block => ({
    id: `more${index + 1}`,
    type: "message",
    text: `Step ${index + 1}: thank you for waiting, the next one comes at once`,
    ...(index + 1 < more && { next: `more${index + 2}` }),
    at: [600 + (index % 25) * 240, 240 + Math.floor(index / 25) * 140],
  }));
  return {
    name: "Order status",
    language: "en",
    settings,
    blocks: [
      { id: "start", type: "start", next: "greet", at: [240, 16] },
      {
        id: "greet",
        type: "question",
        title: "How can I help?",
        text: "Hello, {clientName}! I can look up an order, start a return or call a colleague.",
        save_to: "order",
        branches: [
          { when: "button", title: "Order", next: "find" },
          { when: "words", words: ["order", "parcel"], how: "stems", next: "find" },
          { when: "button", title: "Return", next: "asked_return" },
          { when: "button", title: "Person", next: "desk" },
          { when: "else", next: "ai" },
          { when: "no_answer", after_s: 120, next: "nudge" },
        ],
        at: [208, 98],
      },
      { id: "nudge", type: "message", title: "Still there?", text: "Are you still there? Just write when you are back.", next: "end", at: [680, 300] },
      {
        id: "find",
        type: "request",
        title: "Find the order",
        method: "GET",
        url: "https://api.fjell.example/v2/orders/{order}",
        timeout_s: 10,
        save: [
          { from: "/status", to: "status" },
          { from: "/eta", to: "eta" },
        ],
        branches: [
          { when: "ok", next: "shipped" },
          { when: "failed", next: "desk" },
        ],
        at: [20, 300],
      },
      { id: "asked_return", type: "marker", marker: "asked_return", next: "desk", at: [240, 300] },
      { id: "ai", type: "ai", title: "AI answer", service: "Local", instructions: "Answer shortly and kindly.", messages: 6, timeout_s: 30, branches: [{ when: "answered", next: "end" }, { when: "failed" }], at: [480, 300] },
      {
        id: "shipped",
        type: "condition",
        title: "Shipped?",
        branches: [
          { when: "all", tests: [{ left: "{status}", is: "equal", right: "shipped" }], next: "on_its_way" },
          { when: "else", next: "packing" },
        ],
        at: [20, 460],
      },
      { id: "on_its_way", type: "message", title: "On its way", text: "It is on its way and arrives {eta}.", next: "end", at: [20, 620] },
      { id: "packing", type: "pause", title: "Still packing", seconds: 30, next: "packing_text", at: [240, 620] },
      { id: "packing_text", type: "message", text: "We are still packing it. The parcel leaves today.", next: "end", at: [240, 760] },
      {
        id: "desk",
        type: "transfer",
        title: "Returns desk",
        branches: [{ when: "no_operator", next: "end" }],
        at: [400, 460],
      },
      { id: "end", type: "end", at: [480, 780] },
      ...chain,
    ],
  };
}
