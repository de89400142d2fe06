import type { Plugin } from "graphql-yoga";

const TYPES = ["application/json", "application/graphql+json"];

/**
 * Refuses bodies that are not JSON: a web page can send forms and plain text to any address without asking first, and a mutation must
 * not come that way.
 */
export function jsonOnly(): Plugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      if (request.method !== "POST") return;
      const [type = ""] = (request.headers.get("content-type") ?? "").split(";");
      if (TYPES.includes(type.trim().toLowerCase())) return;
      const message = `content-type: expected ${TYPES[0]}, got another`;
      const body = { errors: [{ message, extensions: { code: "MEDIA_TYPE_UNSUPPORTED" } }] };
      endResponse(
        new fetchAPI.Response(JSON.stringify(body), {
          status: 415,
          headers: { "content-type": "application/json; charset=utf-8", accept: TYPES.join(", ") },
        }),
      );
    },
  };
}
