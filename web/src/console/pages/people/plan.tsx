import { EditOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading } from "../../app/states.tsx";
import { useScope, useSession } from "../../app/use.ts";
import { StaffNamesDocument, UpdateEstablishmentDocument } from "../../gql/people.ts";
import { today } from "../../lib/period.ts";
import { leavesOf } from "../../lib/scope.ts";
import { useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import type { Asked } from "../../parts/actions.tsx";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { type Assignment, type Establishment, useAssignments, useEstablishments } from "./all.ts";
import { type Seat as AnySeat, seatsOf, type Tally, tally, vacant } from "./plan.ts";
import { usePeopleTexts } from "./texts.ts";

type Seat = AnySeat<Establishment, Assignment>;

interface Row extends Tally {
  id: string;
  name: string;
  seats: Seat[];
}

/** Sites that are shown as columns beside each post. */
const columnsAtMost = 8;

/** Posts planned against posts filled, from the rows: the hub counts neither by site and post. */
export default function Plan() {
  const assignments = useAssignments();
  const plan = useEstablishments();
  const again = () => {
    assignments.again();
    plan.again();
  };
  const error = assignments.error ?? plan.error;
  if (assignments.rows && plan.rows) return <Tallied assignments={assignments.rows} plan={plan.rows} fetching={assignments.fetching || plan.fetching} again={again} asked={plan.asked} />;
  return error ? <Failed error={error} retry={again} /> : <Loading />;
}

/** The names of who holds some seats. */
function useHolders(seats: readonly Seat[], pause = false): ReadonlyMap<string, string> {
  const ids = useMemo(() => [...new Set(seats.flatMap((seat) => seat.holders.map((h) => h.staffId)))].sort(), [seats]);
  const [{ data }] = useQuery({ query: StaffNamesDocument, variables: { first: ids.length, id: ids }, pause: pause || ids.length === 0 });
  return useMemo(() => new Map(data?.staffMembers.nodes.map((s) => [s.id, s.name])), [data]);
}

/** By site or by post, each opening the other; in one site, its posts at once. */
function Tallied({ assignments, plan, fetching, again, asked }: { assignments: Assignment[]; plan: Establishment[]; fetching: boolean; again(): void; asked: Asked }) {
  const { t } = usePeopleTexts();
  const { tree, names } = useSession();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const sites = useMemo(() => leavesOf(tree).filter((s) => !scope || scope.includes(s.id)), [tree, scope]);
  const seats = useMemo(() => seatsOf(plan, assignments, today()), [plan, assignments]);
  const bySite = sites.length > 1 && search["by"] !== "post";
  const total = tally(seats);
  const people = useHolders(seats, bySite || sites.length !== 1);
  const rows = useMemo<Row[]>(() => {
    const groups = new Map<string, Seat[]>();
    if (bySite) for (const s of sites) groups.set(s.id, []);
    for (const seat of seats) {
      const key = bySite ? seat.siteId : seat.postId;
      groups.set(key, [...(groups.get(key) ?? []), seat]);
    }
    return [...groups]
      .map(([id, of]) => ({ id, name: (bySite ? names.get(id) : of[0]?.post.title) ?? "–", seats: of, ...tally(of) }))
      .sort((a, b) => b.vacant - a.vacant || b.planned - a.planned);
  }, [seats, bySite, sites, names]);
  const columns = useMemo(() => {
    const number = (key: keyof Tally, width = 72): DataColumn<Row> => ({
      key, title: t(key), width, align: "right",
      render: (r) => <span className={`number${key === "vacant" && r.vacant > 0 ? " bad" : ""}`}>{key === "vacant" && r.vacant > 0 ? <strong>{r.vacant}</strong> : r[key]}</span>,
      value: (r) => r[key],
    });
    const columns: (DataColumn<Row> | false)[] = [
      { key: "name", title: t(bySite ? "site" : "post"), width: 150, render: (r) => <strong>{r.name}</strong>, value: (r) => r.name },
      number("planned"),
      number("actual"),
      number("vacant"),
      number("over"),
      { key: "filled", title: t("filled"), width: 96, render: (r) => <Filled of={r} />, value: (r) => (r.planned ? (r.planned - r.vacant) / r.planned : null) },
      ...(!bySite && sites.length > 1 && sites.length <= columnsAtMost
        ? sites.map((s): DataColumn<Row> => ({ key: s.id, title: s.name, width: 100, align: "right", render: (r) => <Cell seat={r.seats.find((x) => x.siteId === s.id)} />, value: (r) => said(r.seats.find((x) => x.siteId === s.id)) }))
        : []),
      bySite && { key: "worst", title: t("vacantPosts"), width: 360, render: (r) => vacantPosts(r.seats, t("comma")) || "–", value: (r) => vacantPosts(r.seats, t("comma")) },
      !bySite && sites.length === 1 && { key: "who", title: t("holders"), width: 420, render: (r) => r.seats.flatMap((s) => s.holders.map((h) => people.get(h.staffId) ?? "")).filter(Boolean).join(t("comma")) || "–", value: (r) => r.seats.flatMap((s) => s.holders.map((h) => people.get(h.staffId))).join(t("comma")) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, bySite, sites, people]);
  const at = rows.find((r) => r.id === search["at"]);
  return (
    <>
      <DataList
        label={t("plan")}
        rows={{ rows, loading: fetching, error: undefined, hasMore: false, loadMore: () => {}, refresh: again, all: async () => rows }}
        columns={columns}
        card={(r) => (
          <>
            <span className="row" style={{ flexWrap: "nowrap" }}><strong className="cut grow">{r.name}</strong>{r.vacant > 0 && <strong className="bad number">{t("vacantCount", { count: r.vacant })}</strong>}</span>
            <span className="muted number">{t("planned")} {r.planned} · {t("actual")} {r.actual}{r.over > 0 ? ` · ${t("over")} ${r.over}` : ""}</span>
            <Filled of={r} />
          </>
        )}
        open={(r) => setUrl({ at: r.id }, "push")}
        asked={asked}
        bar={
          sites.length > 1 && (
            <Segmented
              aria-label={t("by")}
              value={bySite ? "site" : "post"}
              options={[{ value: "site", label: t("bySite") }, { value: "post", label: t("byPost") }]}
              onChange={(v) => setUrl({ by: v === "post" ? v : undefined, at: undefined })}
            />
          )
        }
        note={<span className="number">{t("total", { planned: total.planned, actual: total.actual })} <strong className={total.vacant > 0 ? "bad" : ""}>{t("vacantCount", { count: total.vacant })}</strong></span>}
      />
      {at && <Seats row={at} bySite={bySite} close={() => setUrl({ at: undefined })} saved={again} />}
    </>
  );
}

function Filled({ of }: { of: Tally }) {
  const share = of.planned > 0 ? (of.planned - of.vacant) / of.planned : 1;
  return (
    <span className="filled" aria-hidden="true"><span style={{ width: `${share * 100}%` }} className={share < 1 ? "short" : ""} /></span>
  );
}

const said = (seat: Seat | undefined) => (seat ? `${seat.holders.length} / ${seat.plan?.planned ?? 0}` : "");
const vacantPosts = (seats: readonly Seat[], comma: string) => seats.filter((s) => vacant(s) > 0).map((s) => `${s.post.title} ${vacant(s)}`).join(comma);

function Cell({ seat }: { seat: Seat | undefined }) {
  if (!seat) return <span className="muted">–</span>;
  return <span className={`number${vacant(seat) > 0 ? " bad" : ""}`}>{said(seat)}</span>;
}

/** The seats of a site by post, or of a post by site: who holds them, and the places that are empty. */
function Seats({ row, bySite, close, saved }: { row: Row; bySite: boolean; close(): void; saved(): void }) {
  const { t } = usePeopleTexts();
  const { can, names } = useSession();
  const [, setUrl] = useUrl();
  const [editing, setEditing] = useState<Establishment>();
  const people = useHolders(row.seats);
  return (
    <>
      <SideDrawer open close={close} title={row.name}>
        <p className="number">{t("total", { planned: row.planned, actual: row.actual })} <strong className={row.vacant > 0 ? "bad" : ""}>{t("vacantCount", { count: row.vacant })}</strong></p>
        <ul className="seats">
          {row.seats.map((seat) => {
            const name = bySite ? seat.post.title : (names.get(seat.siteId) ?? "–");
            return (
              <li key={seat.siteId + seat.postId}>
                <div className="row">
                  <strong>{name}</strong>
                  <span className={`number ${vacant(seat) > 0 ? "bad" : "muted"}`}>{said(seat)}</span>
                  {vacant(seat) > 0 && <span className="bad">{t("vacantCount", { count: vacant(seat) })}</span>}
                  {seat.plan?.remark && <span className="muted">{seat.plan.remark}</span>}
                  <span className="grow" />
                  {seat.plan && can("PEOPLE", "WRITE") && <Button type="text" size="small" icon={<EditOutlined />} aria-label={`${t("editPlan")}: ${name}`} onClick={() => setEditing(seat.plan)} />}
                </div>
                <div className="holders">
                  {seat.holders.map((h) => (
                    <button type="button" className="plain" key={h.id} onClick={() => setUrl({ staff: h.staffId }, "push")}>{people.get(h.staffId) ?? "…"}{h.main ? "" : t("alsoIn")}</button>
                  ))}
                  {Array.from({ length: vacant(seat) }, (_, i) => <span key={i} className="vacant">{t("vacancy")}</span>)}
                </div>
              </li>
            );
          })}
        </ul>
      </SideDrawer>
      {editing && (
        <FormDrawer
          open
          close={() => setEditing(undefined)}
          title={`${t("editPlan")} · ${editing.post.title} · ${names.get(editing.communityId) ?? ""}`}
          document={UpdateEstablishmentDocument}
          fixed={{ id: editing.id }}
          initial={{ planned: editing.planned, remark: editing.remark }}
          done={saved}
        >
          <Form.Item name="planned" label={t("planned")} rules={[{ required: true }]}><InputNumber min={0} max={10_000} precision={0} /></Form.Item>
          <Form.Item name="remark" label={t("remark")}><Input maxLength={200} /></Form.Item>
        </FormDrawer>
      )}
    </>
  );
}
