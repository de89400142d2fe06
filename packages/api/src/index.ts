export { type Api, type ApiOptions, createApi, type PlaygroundTab } from "./api.ts";
export { ColumnStore, type ColumnStoreOptions } from "./columns/column-source.ts";
export { Folder, type FolderOptions } from "./columns/folder.ts";
export { connect, type DatabaseAddress } from "./db/connect.ts";
export type { Database } from "./db/database.ts";
export { migrateToLatest } from "./db/migrate.ts";
