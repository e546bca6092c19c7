import { useState, type FormEvent } from "react";
import { text } from "./i18n.ts";
import { signIn, tokenSession, type Session } from "./session.ts";

interface Props {
  session: Session | null;
  onSession(session: Session | null): void;
}

export function Header({ session, onSession }: Props) {
  return (
    <header className="hub-header">
      <h1>{text.title}</h1>
      {session ? (
        <div className="hub-session">
          <span>{session.login ? text.signedInAs(session.login) : text.usingToken}</span>
          <button type="button" onClick={() => onSession(null)}>
            {text.signOut}
          </button>
        </div>
      ) : (
        <SignIn onSession={onSession} />
      )}
      <a href="/assets/LICENSES.txt">{text.licenses}</a>
    </header>
  );
}

function SignIn({ onSession }: Pick<Props, "onSession">) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  const submit =
    (start: (fields: FormData) => Session | Promise<Session>) =>
    async (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const fields = new FormData(event.currentTarget);
      setBusy(true);
      setError("");
      try {
        onSession(await start(fields));
      } catch (reason) {
        setError(reason instanceof Error ? reason.message : String(reason));
        setBusy(false);
      }
    };

  return (
    <div className="hub-sign-in">
      <form
        onSubmit={submit((fields) => signIn(String(fields.get("login")), String(fields.get("password"))))}
      >
        <input name="login" required autoComplete="username" aria-label={text.login} placeholder={text.login} />
        <input
          name="password"
          type="password"
          required
          autoComplete="current-password"
          aria-label={text.password}
          placeholder={text.password}
        />
        <button disabled={busy}>{busy ? text.signingIn : text.signIn}</button>
      </form>
      <span>{text.or}</span>
      <form onSubmit={submit((fields) => tokenSession(String(fields.get("token"))))}>
        <input
          name="token"
          type="password"
          required
          autoComplete="off"
          aria-label={text.token}
          placeholder={text.token}
        />
        <button disabled={busy}>{text.useToken}</button>
      </form>
      {error && (
        <span role="alert" className="hub-error">
          {error}
        </span>
      )}
    </div>
  );
}
