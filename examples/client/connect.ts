import { Client, fetchExchange } from "@urql/core";

/** A client of the API at a URL such as http://127.0.0.1:4000/graphql; without a key for a server that is open. */
export function connect(url: string, key?: string): Client {
  return new Client({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    ...(key === undefined ? {} : { fetchOptions: { headers: { authorization: `Bearer ${key}` } } }),
  });
}
