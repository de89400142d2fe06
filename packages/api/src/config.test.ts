import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

describe("readConfig", () => {
  test("has a default for everything, also for what is set to nothing", () => {
    const defaults = {
      databaseUrl: null,
      dataDirectory: ".klik",
      host: "127.0.0.1",
      port: 4000,
      timeZone: "Europe/Amsterdam",
      logLevel: "info",
      access: "open",
      tokens: null,
      allowedOrigins: [],
      keyRate: 6000,
      addressRate: 600,
      proxies: 0,
      operations: null,
      operationsOnly: false,
      reportMinutes: 5,
    };
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig({ DATABASE_URL: "", PORT: "", HOST: "" })).toEqual(defaults);
  });

  test("reads every variable", () => {
    expect(
      readConfig({
        DATABASE_URL: "postgresql://klik@db/klik",
        KLIK_DATA_DIR: "/var/klik",
        HOST: "::",
        PORT: "8080",
        KLIK_TIME_ZONE: "Asia/Kathmandu",
        LOG_LEVEL: "debug",
        KLIK_ACCESS: "keys",
        KLIK_JWT_SECRET: "0123456789abcdef0123456789abcdef",
        KLIK_JWT_ALGORITHMS: "HS256, HS512",
        KLIK_JWT_ISSUER: "https://id.example",
        KLIK_JWT_AUDIENCE: "klik",
        KLIK_ALLOWED_ORIGINS: "https://app.example, http://localhost:5173",
        KLIK_RATE_LIMIT: "0",
        KLIK_RATE_LIMIT_STRANGERS: "20",
        KLIK_PROXIES: "1",
        KLIK_OPERATIONS: "operations.json",
        KLIK_OPERATIONS_ONLY: "true",
        KLIK_REPORT_MINUTES: "60",
      }),
    ).toEqual({
      databaseUrl: "postgresql://klik@db/klik",
      dataDirectory: "/var/klik",
      host: "::",
      port: 8080,
      timeZone: "Asia/Kathmandu",
      logLevel: "debug",
      access: "keys",
      tokens: {
        key: { kind: "secret", secret: "0123456789abcdef0123456789abcdef" },
        algorithms: ["HS256", "HS512"],
        issuer: "https://id.example",
        audience: "klik",
      },
      allowedOrigins: ["https://app.example", "http://localhost:5173"],
      keyRate: 0,
      addressRate: 20,
      proxies: 1,
      operations: "operations.json",
      operationsOnly: true,
      reportMinutes: 60,
    });
  });

  test.each([
    ["PORT", "http", 'PORT: expected a whole number from 0 to 65535, got "http"'],
    ["PORT", "65536", 'PORT: expected a whole number from 0 to 65535, got "65536"'],
    ["PORT", "-1", 'PORT: expected a whole number from 0 to 65535, got "-1"'],
    ["PORT", "80.5", 'PORT: expected a whole number from 0 to 65535, got "80.5"'],
    ["KLIK_TIME_ZONE", "Mars", 'KLIK_TIME_ZONE: expected an IANA time zone such as Europe/Amsterdam, got "Mars"'],
    ["KLIK_TIME_ZONE", "+01:00", 'KLIK_TIME_ZONE: expected an IANA time zone such as Europe/Amsterdam, got "+01:00"'],
    ["LOG_LEVEL", "loud", 'LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, got "loud"'],
    ["KLIK_ACCESS", "public", 'KLIK_ACCESS: expected open or keys, got "public"'],
    [
      "KLIK_JWT_SECRET",
      "short",
      "KLIK_JWT_SECRET: expected at least 32 characters, got something else, which is not shown",
    ],
    ["KLIK_JWT_PUBLIC_KEY", "ssh-rsa AAAA", "KLIK_JWT_PUBLIC_KEY: expected a public key that begins -----BEGIN PUBLIC"],
    ["KLIK_JWT_JWKS_URL", "http://id.example/keys", "KLIK_JWT_JWKS_URL: expected an https address, got"],
    [
      "KLIK_JWT_ISSUER",
      "me",
      "KLIK_JWT_SECRET, KLIK_JWT_PUBLIC_KEY, KLIK_JWT_JWKS_URL: expected one of them, got none",
    ],
    ["KLIK_ALLOWED_ORIGINS", "*", "KLIK_ALLOWED_ORIGINS: expected origins such as https://app.example, with commas"],
    ["KLIK_ALLOWED_ORIGINS", "https://app.example/", "KLIK_ALLOWED_ORIGINS: expected origins such as"],
    ["KLIK_RATE_LIMIT", "many", 'KLIK_RATE_LIMIT: expected a whole number from 0 to 1000000, got "many"'],
    ["KLIK_PROXIES", "11", 'KLIK_PROXIES: expected a whole number from 0 to 10, got "11"'],
    ["KLIK_REPORT_MINUTES", "1441", 'KLIK_REPORT_MINUTES: expected a whole number from 0 to 1440, got "1441"'],
    ["KLIK_OPERATIONS_ONLY", "yes", 'KLIK_OPERATIONS_ONLY: expected true or false, got "yes"'],
  ])("refuses %s=%s and says what it expects", (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  test("does not show the value of a database URL, which may hold a password", () => {
    expect(() => readConfig({ DATABASE_URL: "mysql://klik:secret@db/klik" })).toThrow(
      /^DATABASE_URL: expected postgresql:\/\/user:password@host:5432\/database, got something else/,
    );
    expect(() => readConfig({ DATABASE_URL: "mysql://klik:secret@db/klik" })).not.toThrow(/secret/);
  });

  test("names every variable that is wrong at once", () => {
    expect(() => readConfig({ PORT: "x", LOG_LEVEL: "y" })).toThrow(/^PORT: .*\nLOG_LEVEL: /);
  });

  const SECRET = "0123456789abcdef0123456789abcdef";
  const TOKENS = { KLIK_JWT_SECRET: SECRET, KLIK_JWT_ISSUER: "i", KLIK_JWT_AUDIENCE: "a" };

  test("asks for keys as soon as there is a database server, or tokens are taken", () => {
    expect(readConfig({ DATABASE_URL: "postgres://db/klik" }).access).toBe("keys");
    expect(readConfig(TOKENS).access).toBe("keys");
    expect(() => readConfig({ DATABASE_URL: "postgres://db/klik", KLIK_ACCESS: "open" })).toThrow(
      'KLIK_ACCESS: expected keys, as DATABASE_URL is set, got "open"',
    );
    expect(() => readConfig({ ...TOKENS, KLIK_ACCESS: "open" })).toThrow("as KLIK_JWT_… is set");
  });

  test("takes no algorithm for a secret that is for key pairs, nor the other way round", () => {
    for (const name of ["RS256", "none", "HS256,RS256", ""])
      expect(() => readConfig({ ...TOKENS, KLIK_JWT_ALGORITHMS: name || "," })).toThrow(
        "KLIK_JWT_ALGORITHMS: expected some of HS256, HS384, HS512, got",
      );
    const { KLIK_JWT_SECRET: _, ...others } = TOKENS;
    const keys = { ...others, KLIK_JWT_JWKS_URL: "https://id.example/keys" };
    expect(readConfig(keys).tokens?.algorithms).toEqual(["RS256"]);
    expect(() => readConfig({ ...keys, KLIK_JWT_ALGORITHMS: "HS256" })).toThrow("expected some of RS256");
  });

  test("wants one key for tokens, and issuer and audience with it", () => {
    expect(() => readConfig({ ...TOKENS, KLIK_JWT_JWKS_URL: "https://id.example/keys" })).toThrow("one of them, got 2");
    expect(() => readConfig({ KLIK_JWT_SECRET: SECRET })).toThrow(/KLIK_JWT_ISSUER: expected .*\n.*KLIK_JWT_AUDIENCE/s);
  });
});
