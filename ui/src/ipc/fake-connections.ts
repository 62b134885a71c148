/** The made-up program's AI services and allowed addresses. */
import type { CommandName, Request, Response } from ".";
import type { AiService, ApiError, Problem } from "./generated";

export type ConnectionCommand = Extract<CommandName, `ai_service${string}` | `allowed_addresses${string}`>;
type Answers = { [K in ConnectionCommand]: (request: Request<K>) => Response<K> };

const LOCAL: AiService = { name: "Local", address: "http://localhost:11434/v1", model: "llama3.2", has_key: false };
const CLOUD: AiService = { name: "Support answers", address: "https://api.openai.com/v1", model: "gpt-5-mini", has_key: true };

export class FakeConnections {
  private services: AiService[];
  private allowed: string[];

  constructor(empty: boolean) {
    this.services = empty ? [] : [LOCAL, CLOUD];
    this.allowed = empty ? [] : ["192.168.1.5:8080"];
  }

  readonly answers: Answers = {
    ai_services_list: () => this.services,
    ai_service_save: ({ name, address, model, key, was }) => {
      const others = this.services.filter((other) => other.name !== was);
      const problems: Problem[] = [];
      if (name.trim() === "") problems.push({ field: "name", code: "empty" });
      else if (others.some((other) => other.name.toLowerCase() === name.trim().toLowerCase())) problems.push({ field: "name", code: "taken" });
      if (model.trim() === "") problems.push({ field: "model", code: "empty" });
      if (!/^https?:\/\/[^/]/.test(address.trim())) problems.push({ field: "address", code: "wrong_form", text: address, examples: ["https://api.openai.com/v1", "http://localhost:11434/v1"] });
      if (problems.length > 0) throw invalid(problems);
      const before = this.services.find((service) => service.name === was);
      const saved = { name: name.trim(), address: address.trim(), model: model.trim(), has_key: key === null ? (before?.has_key ?? false) : key !== "" };
      this.services = [...others, saved].sort((one, other) => one.name.localeCompare(other.name));
      return saved;
    },
    ai_service_delete: ({ name }) => {
      this.services = this.services.filter((service) => service.name !== name);
      return {};
    },
    ai_service_test: ({ name }) => {
      const service = this.services.find((one) => one.name === name);
      const at = /^http:\/\/([^/]+)/.exec(service?.address ?? "")?.[1];
      if (at !== undefined && !this.allowed.includes(at)) throw { code: "address_private", message: `${at} is inside a private network`, details: { at } } satisfies ApiError;
      return { said: "I can be reached.", ms: 840 };
    },
    allowed_addresses: () => this.allowed,
    allowed_addresses_save: ({ addresses }) => {
      const problems = addresses.flatMap((address, index): Problem[] => {
        const field = `addresses.${index}`;
        if (!/^[^\s/]+:\d+$/.test(address)) return [{ field, code: "wrong_form", text: address, examples: ["localhost:11434", "192.168.1.5:8080"] }];
        return addresses.indexOf(address) < index ? [{ field, code: "twice" }] : [];
      });
      if (problems.length > 0) throw invalid(problems);
      this.allowed = addresses;
      return addresses;
    },
  };
}

const invalid = (problems: Problem[]): ApiError => ({ code: "invalid", message: "", details: problems });
