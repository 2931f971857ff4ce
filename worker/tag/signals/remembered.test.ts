import { beforeEach, describe, expect, it } from "vitest";
import { CONSENT_COOKIE, cookieOfPurposes, purposesOfCookie } from "#shared/wire/consent";
import { remember, remembered } from "./remembered.ts";

const setCookie = (cookie: string) => Reflect.set(document, "cookie", cookie);

beforeEach(() => {
  setCookie(`${CONSENT_COOKIE.name}=;path=/;max-age=0`);
});

describe("the cookie rfedge_consent", () => {
  it.each([{ analytics: true }, { analytics: false, ads: true, "direct mail": false }, { "a.b": true, "c:1": false }])(
    "is written as the edge reads it: %j",
    (choice) => {
      remember(choice);
      const value = document.cookie.split("=")[1] ?? "";
      expect(value).toBe(cookieOfPurposes(choice));
      expect({ ...remembered() }).toEqual({ ...purposesOfCookie(value) });
    },
  );

  it("adds up, the latest word on each purpose", () => {
    remember({ analytics: true, ads: false });
    remember({ ads: true });
    expect(remembered()).toEqual({ analytics: true, ads: true });
  });

  it("says nothing where somebody has altered it", () => {
    for (const value of ["", "granted", "analytics:yes", "<script>"]) {
      setCookie(`${CONSENT_COOKIE.name}=${value};path=/`);
      expect(remembered()).toEqual({});
    }
  });
});
