import { StrictMode, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import "./style.css";
import { createFetcher } from "./fetcher.ts";
import { Header } from "./header.tsx";
import { lang, text } from "./i18n.ts";
import { loadSession, storeSession, type Session } from "./session.ts";

const defaultQuery = `${text.query}
query Communities {
  communities {
    nodes {
      name
      estates {
        nodes {
          name
        }
      }
    }
  }
}
`;

function App() {
  const [session, setSession] = useState(loadSession);
  // A new fetcher makes GraphiQL ask for the schema again: what the docs show
  // may depend on who asks.
  const fetcher = useMemo(() => createFetcher(session?.token), [session?.token]);
  const onSession = (next: Session | null) => {
    storeSession(next);
    setSession(next);
  };
  return (
    <>
      <Header session={session} onSession={onSession} />
      <GraphiQL fetcher={fetcher} defaultQuery={defaultQuery} />
    </>
  );
}

document.documentElement.lang = lang;
document.title = text.title;
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
