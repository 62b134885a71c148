/** The types of the commands of connections, as the program will generate them. */
import type { Nothing } from "./generated";

/** A language model that scripts may ask. */
export type AiService = { name: string; address: string; model: string; has_key: boolean };

/** `key`: null keeps the one there, an empty one takes it away. `was`: what it was called before; null makes a new one. */
export type AiServiceSave = { name: string; address: string; model: string; key: string | null; was: string | null };

export type ConnectionCommands = {
  ai_services_list: { request: Nothing; response: AiService[] };
  ai_service_save: { request: AiServiceSave; response: AiService };
  ai_service_delete: { request: { name: string }; response: Nothing };
  ai_service_test: { request: { name: string }; response: { said: string; ms: number } };
  allowed_addresses: { request: Nothing; response: string[] };
  allowed_addresses_save: { request: { addresses: string[] }; response: string[] };
};
