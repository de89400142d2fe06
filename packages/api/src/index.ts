export { type Api, type ApiOptions, createApi, type PlaygroundTab } from "./api.ts";
export { connect, type DatabaseAddress } from "./db/connect.ts";
export type { Database } from "./db/database.ts";
