// Lets Node 20 run TypeScript as later ones do by themselves: `node --import ./typescript.mjs file.ts`.
import { register } from "node:module";

if (!process.features.typescript) register(new URL("./typescript-loader.mjs", import.meta.url));
