import { setImmediate } from "node:timers/promises";
import {
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLTypeResolver,
  isObjectType,
  locatedError,
} from "graphql";
import { type FieldPlan, fieldsBelow, type Request, type TypePlan } from "./field-plan.ts";
import { type Path, ResolveInfo, stepsOf } from "./resolve-info.ts";

/** So long one operation completes items without looking at anything else, and so many before it looks at the clock. */
const SLICE_MILLISECONDS = 8;
const LOOK_EVERY = 16;
/** A page is begun in one go, so that what its items load is one batch. */
const UNDIVIDED = 200;

/** A value of the answer, or a promise of it. */
type Completed = unknown;

/** One execution of an operation. What fails where null may stand is null, with an error in `errors`; elsewhere it takes its object with it. */
export class Execution {
  readonly errors: GraphQLError[] = [];
  readonly #request: Request;
  readonly #typeResolver: GraphQLTypeResolver<unknown, unknown>;
  #sliceEnd = performance.now() + SLICE_MILLISECONDS;

  constructor(request: Request, typeResolver: GraphQLTypeResolver<unknown, unknown>) {
    this.#request = request;
    this.#typeResolver = typeResolver;
  }

  /** All fields of an object, each begun before the first is waited for. */
  fieldsOf(source: unknown, fields: readonly FieldPlan[], path: Path | undefined): Completed {
    const result = emptyAnswer(fields);
    let waiting: Promise<void>[] | null = null;
    try {
      for (const plan of fields) {
        const value = this.#field(plan, source, path);
        result[plan.key] = value; // also of a promise: its place in the order
        if (value instanceof Promise) (waiting ??= []).push(put(result, plan.key, value));
      }
    } catch (error) {
      return failedBeside(waiting, error);
    }
    return waiting === null ? result : Promise.all(waiting).then(() => result);
  }

  /** The fields of a mutation, one after the other. */
  async inTurn(source: unknown, fields: readonly FieldPlan[]): Promise<Completed> {
    const result = emptyAnswer(fields);
    for (const plan of fields) result[plan.key] = await this.#field(plan, source, undefined);
    return result;
  }

  #field(plan: FieldPlan, source: unknown, parentPath: Path | undefined): Completed {
    const info = new ResolveInfo(this.#request, plan, parentPath);
    let value: unknown;
    try {
      value = plan.resolve(source, plan.args(), this.#request.contextValue, info);
    } catch (error) {
      return this.#failed(plan.type, error, plan, info.path);
    }
    return this.#settled(plan.type, value, plan, info, null);
  }

  /** @param path - `null`: that of the field */
  #settled(type: TypePlan, value: unknown, plan: FieldPlan, info: ResolveInfo, path: Path | null): Completed {
    if (isPromise(value)) {
      return Promise.resolve(value).then(
        (resolved) => this.#settled(type, resolved, plan, info, path),
        (error: unknown) => this.#failed(type, error, plan, path ?? info.path),
      );
    }
    try {
      const completed = this.#completed(type, value, plan, info, path);
      if (!(completed instanceof Promise)) return completed;
      return completed.catch((error: unknown) => this.#failed(type, error, plan, path ?? info.path));
    } catch (error) {
      return this.#failed(type, error, plan, path ?? info.path);
    }
  }

  #completed(type: TypePlan, value: unknown, plan: FieldPlan, info: ResolveInfo, path: Path | null): Completed {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!type.nonNull) return null;
      throw new Error(`Cannot return null for non-nullable field ${nameOf(plan)}.`);
    }
    switch (type.kind) {
      case "leaf":
        return serialized(type.type as GraphQLLeafType, value); // as its kind says
      case "list":
        return this.#items(type.of!, value, plan, info, path ?? info.path);
      case "object":
        return this.#object(type.type as GraphQLObjectType, value, plan, info, path ?? info.path); // as its kind says
      case "abstract":
        return this.#ofRuntimeType(type.type as GraphQLAbstractType, value, plan, info, path ?? info.path); // as its kind says
      default:
        return type.kind satisfies never;
    }
  }

  /** Long lists are completed in slices, so that the process can do something else in between. */
  #items(of: TypePlan, value: unknown, plan: FieldPlan, info: ResolveInfo, path: Path): Completed {
    if (typeof value !== "object" || value === null || !(Symbol.iterator in value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(plan)}".`);
    const items = (value as Iterable<unknown>)[Symbol.iterator]();
    const result: unknown[] = [];
    const waiting: Promise<void>[] = [];
    /** Whether all are begun. */
    const begin = (): boolean => {
      for (let next = items.next(); next.done !== true; next = items.next()) {
        const at = result.length;
        const completed = this.#settled(of, next.value, plan, info, { prev: path, key: at, typename: undefined });
        result.push(completed);
        if (completed instanceof Promise) waiting.push(put(result, at, completed));
        if (result.length > UNDIVIDED && result.length % LOOK_EVERY === 0 && performance.now() > this.#sliceEnd)
          return false;
      }
      return true;
    };
    const done = (): Completed => (waiting.length === 0 ? result : Promise.all(waiting).then(() => result));
    try {
      if (begin()) return done();
    } catch (error) {
      return failedBeside(waiting, error);
    }
    return this.#later(begin).then(done, (error: unknown) => failedBeside(waiting, error));
  }

  async #later(begin: () => boolean): Promise<void> {
    do {
      await setImmediate();
      this.#sliceEnd = performance.now() + SLICE_MILLISECONDS;
    } while (!begin());
  }

  #object(type: GraphQLObjectType, value: unknown, plan: FieldPlan, info: ResolveInfo, path: Path): Completed {
    const below = (isType: boolean): Completed => {
      if (isType) return this.fieldsOf(value, fieldsBelow(this.#request, plan, type), path);
      throw new GraphQLError(`Expected value of type "${type.name}" for field "${nameOf(plan)}" but got another.`, {
        nodes: plan.nodes,
      });
    };
    const isType = type.isTypeOf?.(value, this.#request.contextValue, info) ?? true;
    return isPromise(isType) ? Promise.resolve(isType).then((is) => below(is === true)) : below(isType);
  }

  #ofRuntimeType(type: GraphQLAbstractType, value: unknown, plan: FieldPlan, info: ResolveInfo, path: Path): Completed {
    const { schema, contextValue } = this.#request;
    const below = (name: unknown): Completed => {
      const found = typeof name === "string" ? schema.getType(name) : undefined;
      if (isObjectType(found) && schema.isSubType(type, found)) return this.#object(found, value, plan, info, path);
      throw new GraphQLError(
        `Abstract type "${type.name}" must resolve to one of its Object types at runtime for field "${nameOf(plan)}", got ${typeof name === "string" ? `"${name}"` : typeof name}.`,
        { nodes: plan.nodes },
      );
    };
    const name = (type.resolveType ?? this.#typeResolver)(value, contextValue, info, type);
    return isPromise(name) ? Promise.resolve(name).then(below) : below(name);
  }

  #failed(type: TypePlan, error: unknown, plan: FieldPlan, path: Path): null {
    const located = locatedError(error, plan.nodes, stepsOf(path));
    if (type.nonNull) throw located;
    this.errors.push(located);
    return null;
  }
}

/** As `JSON.stringify` likes it; without a prototype only where a field is called like one. */
function emptyAnswer(fields: readonly FieldPlan[]): Record<string, unknown> {
  return fields.some(({ key }) => key === "__proto__") ? (Object.create(null) as Record<string, unknown>) : {};
}

/** Waits for what has begun already, because nobody else would, and fails. */
function failedBeside(waiting: readonly Promise<void>[] | null, error: unknown): Promise<never> {
  if (waiting === null || waiting.length === 0) throw error;
  return Promise.allSettled(waiting).then(() => {
    throw error;
  });
}

async function put<Key extends PropertyKey>(
  into: Record<Key, unknown>,
  key: Key,
  value: Promise<unknown>,
): Promise<void> {
  into[key] = await value;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === "function";
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const result: unknown = type.serialize(value);
  if (result !== null && result !== undefined) return result;
  throw new Error(`Expected ${type.name}.serialize to return a value, got ${result === null ? "null" : "undefined"}`);
}

const nameOf = ({ parent, field }: FieldPlan): string => `${parent.name}.${field.name}`;
