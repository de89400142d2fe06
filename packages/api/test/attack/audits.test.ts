import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOnTargets, Target } from "./target.ts";

describeOnTargets("GraphQL over HTTP, with a key", (engine) => {
  let target: Target;
  beforeAll(async () => {
    target = await Target.start(engine);
  });
  afterAll(() => target.stop());

  const audits = serverAudits({
    url: () => `${target.url.origin}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${target.key}`);
      return fetch(url, { ...init, headers });
    },
  });

  test("are all 61", () => expect(audits).toHaveLength(61));

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))("%s", async (_name, audit) => {
    const result = await audit.fn();
    expect("reason" in result ? result.reason : "", audit.name).toBe("");
    expect(result.status).toBe("ok");
  });
});
