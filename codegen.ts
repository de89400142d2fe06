import type { CodegenConfig } from "@graphql-codegen/cli";

/** Strings with the types of their answers; nothing of GraphQL at run time. */
const typedDocuments = {
  preset: "client",
  presetConfig: { fragmentMasking: false },
  config: {
    documentMode: "string",
    enumsAsTypes: true,
    useTypeImports: true,
    strictScalars: true,
    scalars: {
      Decimal: "number",
      Date: "string",
      DateTime: "string",
      AnswerValue: "string | number | boolean | readonly string[]",
    },
    importExtension: ".ts",
    emitLegacyCommonJSImports: false,
  },
} as const;

/** Typed documents for whoever asks the API: the tests and the examples use them as a frontend team would. */
const config: CodegenConfig = {
  schema: "packages/api/schema.graphql",
  generates: {
    "packages/api/test/generated/": {
      ...typedDocuments,
      documents: [
        "packages/api/test/query/**/*.graphql",
        "packages/api/demo/**/*.graphql",
        "examples/**/*.graphql",
        "!examples/dashboard/**",
        "!examples/client/**",
      ],
    },
    // The report page is a program of its own: it brings along what it asks and nothing else.
    "examples/dashboard/src/generated/": { ...typedDocuments, documents: ["examples/dashboard/query/**/*.graphql"] },
    // Parsed documents, as most clients take them.
    "examples/client/generated/": {
      ...typedDocuments,
      config: { ...typedDocuments.config, documentMode: "documentNode" },
      documents: ["examples/client/*.graphql"],
    },
  },
};

export default config;
