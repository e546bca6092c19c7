import { Link } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { StaffCardDocument, type StaffCardQuery } from "../../gql/people.ts";
import { today } from "../../lib/period.ts";
import { along, useUrl } from "../../lib/url.ts";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { runs } from "./plan.ts";
import { Status } from "./staff.tsx";
import { usePeopleTexts } from "./texts.ts";

type Person = NonNullable<StaffCardQuery["staff"]>;

/** The member of staff that the URL names: who he is, as far as the viewer may know, the posts he holds and held. */
export default function PersonDrawer({ id, close }: { id: string; close(): void }) {
  const { t } = usePeopleTexts();
  const { can } = useSession();
  const [{ data, error, fetching }, again] = useQuery({
    query: StaffCardDocument,
    variables: { id, personal: can("PEOPLE", "MASKED"), tickets: can("TICKETS") },
    requestPolicy: "cache-and-network",
  });
  const person = data?.staff?.id === id ? data.staff : undefined;
  return (
    <SideDrawer open close={close} title={person ? `${person.name} · ${person.staffNo}` : t("staff")} extra={person && <Status of={person} />}>
      {person ? <Card person={person} /> : error ? <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} /> : fetching ? <Loading /> : <NothingHere title={t("nobody")} hint="" />}
    </SideDrawer>
  );
}

function Card({ person }: { person: Person }) {
  const { t } = usePeopleTexts();
  const { can } = useSession();
  const [search] = useUrl();
  const day = today();
  const assignments = [...person.assignments.nodes].sort((a, b) => (a.since < b.since ? 1 : -1));
  const now = assignments.filter((a) => runs(a, day));
  return (
    <>
      <dl className="facts-list">
        <dt>{t("company")}</dt><dd>{person.company?.name ?? "–"}</dd>
        {can("PEOPLE", "MASKED") && (
          <>
            <dt>{t("phone")}</dt><dd><PersonPhone phone={person.phone} /></dd>
            <dt>{t("gender")}</dt><dd>{person.gender ? t(`StaffGender.${person.gender}`) : "–"}</dd>
            <dt>{t("hireDate")}</dt><dd className="number">{person.hireDate ?? "–"}</dd>
            <dt>{t("grade")}</dt><dd>{person.grade ?? "–"}</dd>
            {person.veteran && <><dt>{t("veteran")}</dt><dd>{t("yes")}</dd></>}
          </>
        )}
        {person.assignedTickets && (
          <>
            <dt>{t("openTickets")}</dt>
            <dd>
              <span className="number">{person.assignedTickets.totalCount}</span>
              {person.assignedTickets.nodes.map((ticket) => (
                <div key={ticket.id} className="cut"><Link to="/tickets" search={{ ...along(search), ticket: ticket.id } as never} className="number">{ticket.number}</Link> {ticket.content}</div>
              ))}
            </dd>
          </>
        )}
      </dl>
      <h2 className="part-head">{t("postsNow")}</h2>
      {now.length === 0 && <p className="muted">{t("noPost")}</p>}
      {now.map((a) => (
        <div key={a.id} className="post">
          <strong>{a.post.title}</strong>{a.main ? "" : ` ${t("alsoIn")}`} <span className="muted">{a.community.name}{a.zone && ` · ${a.zone.name}`}</span>
          {a.post.duties && <div className="muted duties">{a.post.duties}</div>}
        </div>
      ))}
      <h2 className="part-head">{t("career")}</h2>
      <ol className="career">
        {assignments.map((a) => (
          <li key={a.id} className={runs(a, day) ? "" : "muted"}>
            <span className="number">{a.since} – {a.until ?? t("toDate")}</span>
            <span>{a.post.title}</span>
            <span>{a.community.name}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
