import { text } from "./i18n.ts";
import { postGraphQL } from "./fetcher.ts";

/** Whom requests are sent as; login is empty for a pasted token. */
export interface Session {
  token: string;
  login: string;
}

// sessionStorage, not localStorage: the token ends with the browser tab.
const key = "estatehub.session";

export function loadSession(): Session | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (value && typeof value === "object" && "token" in value && typeof value.token === "string") {
      const login = "login" in value && typeof value.login === "string" ? value.login : "";
      return { token: value.token, login };
    }
  } catch {
    // Storage is switched off, or holds something else: not signed in.
  }
  return null;
}

export function storeSession(session: Session | null): void {
  try {
    if (session) sessionStorage.setItem(key, JSON.stringify(session));
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is switched off: the session lasts until the page is reloaded.
  }
}

/** The session of a pasted token, with or without its "Bearer ". */
export function tokenSession(pasted: string): Session {
  const token = pasted.trim().replace(/^bearer\s+/i, "");
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(text.badToken);
  return { token, login: "" };
}

// Scalars as variables, so that the input type's name does not matter here.
const signInMutation = `mutation SignIn($login: String!, $password: String!) {
  signIn(input: { login: $login, password: $password }) {
    token
    userErrors { message }
  }
}`;

interface SignInResult {
  data?: {
    signIn?: { token?: string | null; userErrors?: { message: string }[] | null } | null;
  } | null;
  errors?: readonly { message: string }[];
}

export async function signIn(login: string, password: string): Promise<Session> {
  const result = (await postGraphQL(
    { query: signInMutation, operationName: "SignIn", variables: { login, password } },
    {},
  )) as SignInResult;
  const payload = result.data?.signIn;
  const errors = [...(result.errors ?? []), ...(payload?.userErrors ?? [])];
  if (errors.length > 0) throw new Error(errors.map((e) => e.message).join(" "));
  if (!payload?.token) throw new Error(text.noToken);
  return { token: payload.token, login };
}
