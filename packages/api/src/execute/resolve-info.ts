import type { GraphQLResolveInfo } from "graphql";
import type { FieldPlan, Request } from "./field-plan.ts";

export type Path = GraphQLResolveInfo["path"];

/** What graphql-js tells a resolver of its field. The place in the answer is worked out for those who ask. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly #request: Request;
  readonly #plan: FieldPlan;
  readonly #parentPath: Path | undefined;
  #path: Path | undefined;

  constructor(request: Request, plan: FieldPlan, parentPath: Path | undefined) {
    this.#request = request;
    this.#plan = plan;
    this.#parentPath = parentPath;
  }

  get path(): Path {
    const { key, parent } = this.#plan;
    this.#path ??= { prev: this.#parentPath, key, typename: parent.name };
    return this.#path;
  }

  get fieldName(): string {
    return this.#plan.field.name;
  }

  get fieldNodes(): GraphQLResolveInfo["fieldNodes"] {
    return this.#plan.nodes;
  }

  get returnType(): GraphQLResolveInfo["returnType"] {
    return this.#plan.field.type;
  }

  get parentType(): GraphQLResolveInfo["parentType"] {
    return this.#plan.parent;
  }

  get schema(): GraphQLResolveInfo["schema"] {
    return this.#request.schema;
  }

  get fragments(): GraphQLResolveInfo["fragments"] {
    return this.#request.fragments;
  }

  get rootValue(): unknown {
    return this.#request.rootValue;
  }

  get operation(): GraphQLResolveInfo["operation"] {
    return this.#request.operation;
  }

  get variableValues(): GraphQLResolveInfo["variableValues"] {
    return this.#request.variableValues;
  }
}

/** A place in the answer, from its root. */
export function stepsOf(path: Path): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) steps.unshift(at.key);
  return steps;
}
