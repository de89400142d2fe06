import type { CodegenConfig } from "@graphql-codegen/cli";

/** Typed documents for whoever asks the API: the tests and the examples use them as a frontend team would. */
const config: CodegenConfig = {
  schema: "packages/api/schema.graphql",
  documents: ["packages/api/test/query/**/*.graphql", "packages/api/demo/**/*.graphql", "examples/**/*.graphql"],
  generates: {
    "packages/api/test/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { Decimal: "number", Date: "string", DateTime: "string" },
        importExtension: ".ts",
        emitLegacyCommonJSImports: false,
      },
    },
  },
};

export default config;
