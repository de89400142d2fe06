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
      }),
    ).toEqual({
      databaseUrl: "postgresql://klik@db/klik",
      dataDirectory: "/var/klik",
      host: "::",
      port: 8080,
      timeZone: "Asia/Kathmandu",
      logLevel: "debug",
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
