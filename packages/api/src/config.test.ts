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
      allowedOrigins: [],
      keyRate: 6000,
      addressRate: 600,
      proxies: 0,
      operations: null,
      operationsOnly: false,
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
        KLIK_ALLOWED_ORIGINS: "https://app.example, http://localhost:5173",
        KLIK_RATE_LIMIT: "0",
        KLIK_RATE_LIMIT_STRANGERS: "20",
        KLIK_PROXIES: "1",
        KLIK_OPERATIONS: "operations.json",
        KLIK_OPERATIONS_ONLY: "true",
      }),
    ).toEqual({
      databaseUrl: "postgresql://klik@db/klik",
      dataDirectory: "/var/klik",
      host: "::",
      port: 8080,
      timeZone: "Asia/Kathmandu",
      logLevel: "debug",
      allowedOrigins: ["https://app.example", "http://localhost:5173"],
      keyRate: 0,
      addressRate: 20,
      proxies: 1,
      operations: "operations.json",
      operationsOnly: true,
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
    ["KLIK_ALLOWED_ORIGINS", "*", "KLIK_ALLOWED_ORIGINS: expected origins such as https://app.example, with commas"],
    ["KLIK_ALLOWED_ORIGINS", "https://app.example/", "KLIK_ALLOWED_ORIGINS: expected origins such as"],
    ["KLIK_RATE_LIMIT", "many", 'KLIK_RATE_LIMIT: expected a whole number from 0 to 1000000, got "many"'],
    ["KLIK_PROXIES", "11", 'KLIK_PROXIES: expected a whole number from 0 to 10, got "11"'],
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
});
