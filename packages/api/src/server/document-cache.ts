import type { DocumentNode } from "graphql";

/** Texts of documents that are remembered; the least recently used goes first. */
const MOST_DOCUMENTS = 500;

/**
 * Documents by their text. A client asks the same few again and again: they are parsed and measured once, and because they come as the same
 * object, validated once too.
 */
export class DocumentCache {
  readonly #documents = new Map<string, DocumentNode>();

  /** @param parse - of a text that is not known; what it throws is not remembered */
  get(text: string, parse: () => DocumentNode): DocumentNode {
    const document = this.#documents.get(text) ?? parse();
    this.#documents.delete(text);
    this.#documents.set(text, document);
    if (this.#documents.size > MOST_DOCUMENTS) this.#documents.delete(this.#documents.keys().next().value!);
    return document;
  }
}
