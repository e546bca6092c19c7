import { LinkOutlined, MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { usePhone } from "../../app/theme.ts";
import { useAppTexts, useSession } from "../../app/use.ts";
import { type TicketCaseQuery, TicketCaseDocument } from "../../gql/tickets.ts";
import { dateTime, money } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useKeys } from "../../lib/keys.ts";
import { useUrl } from "../../lib/url.ts";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Beside, Block } from "./beside.tsx";
import { Clocks } from "./clocks.tsx";
import { Due, Marks, State } from "./marks.tsx";
import { learn, type Names, namesNow } from "./names.ts";
import { Attached, Photos } from "./photos.tsx";
import { History } from "./timeline.tsx";
import { useTicketTexts } from "./texts.ts";
import { type Doing, Problems, useAttach, VerbPanel } from "./verb-panel.tsx";
import { inOrder, titleOf, verbKeys } from "./verbs.ts";

type Ticket = NonNullable<TicketCaseQuery["ticket"]>;

/** The ticket that the URL names, beside the list; on a phone it is the page. `news` grows with each change of it told live. */
export default function Case({ id, news, close }: { id: string | undefined; news: number; close(): void }) {
  const { t } = useTicketTexts();
  const { can } = useSession();
  const term = useTerm();
  const withNames = useMemo(() => !namesNow(), [id]);
  const [{ data, error, fetching }, again] = useQuery({
    query: TicketCaseDocument,
    variables: { id: id ?? "", names: withNames, owners: can("OWNERS"), quality: can("QUALITY") },
    pause: !id,
    requestPolicy: "cache-and-network",
  });
  const names = learn(data);
  const refresh = () => again({ requestPolicy: "network-only" });
  useEffect(() => {
    if (!id || news === 0) return;
    const timer = setTimeout(refresh, 300); // one verb is told in several changes
    return () => clearTimeout(timer);
  }, [news]);
  const ticket = data?.ticket?.id === id ? data?.ticket : undefined;
  const [doing, setDoing] = useDoing(ticket ?? undefined);
  const leave = () => (doing ? setDoing(undefined) : close());
  return (
    <SideDrawer
      open={Boolean(id)}
      close={leave}
      width={920}
      title={ticket ? <span className="number">{term("TicketKind", ticket.kind)} {ticket.number}</span> : t("title")}
      extra={ticket && <span className="row" style={{ flexWrap: "nowrap" }}><State row={ticket} /><CopyLink /></span>}
      footer={ticket && !doing && <Actions ticket={ticket} start={setDoing} />}
    >
      {ticket ? (
        <Whole key={ticket.id} ticket={ticket} names={names} doing={doing} stop={() => setDoing(undefined)} changed={refresh} />
      ) : error ? (
        <Failed error={error} retry={refresh} />
      ) : fetching ? (
        <Loading />
      ) : (
        <NothingHere title={t("gone")} hint="" />
      )}
    </SideDrawer>
  );
}

/** What is about to be done, as a button, a key or do= in the URL says; only what is allowed. */
function useDoing(ticket: Ticket | undefined): [Doing | undefined, (doing: Doing | undefined) => void] {
  const [search, setUrl] = useUrl();
  const { t, lang } = useTicketTexts();
  const { message } = App.useApp();
  const mayWrite = useMayWrite(ticket);
  const [doing, setDoing] = useState<{ id: string; what: Doing } | undefined>();
  const asked = search["do"];
  const verb = (code: string) => ticket?.allowedVerbs.find((v) => v.verb === code);
  useEffect(() => {
    if (!ticket || !asked) return;
    const what = asked === "note" || asked === "transfer" ? mayWrite && (asked === "note" || ticket.open) && asked : verb(asked);
    if (what) setDoing({ id: ticket.id, what });
    else void message.info(t("notNow", { what: asked === "note" || asked === "transfer" ? t(asked) : (namesNow()?.verb(asked, lang) ?? asked) }));
    setUrl({ do: undefined });
  }, [ticket, asked]);
  const now = doing && doing.id === ticket?.id ? doing.what : undefined;
  const start = (what: Doing | undefined) => setDoing(what && ticket ? { id: ticket.id, what } : undefined);
  const handlers = Object.fromEntries(Object.entries(verbKeys).flatMap(([key, code]) => {
    const found = verb(code);
    return found ? [[key, () => start(found)]] : [];
  }));
  useKeys(ticket && !now ? { ...handlers, ...(mayWrite ? { n: () => start("note") } : {}), ...(mayWrite && ticket.open ? { t: () => start("transfer") } : {}) } : {}, { inDialog: true });
  return [now, start];
}

/** Whether the viewer may write into a ticket: his role says so, and it is no complaint about himself. */
function useMayWrite(ticket: Ticket | undefined): boolean {
  const { can, viewer } = useSession();
  return Boolean(ticket) && can("TICKETS", "WRITE") && (!ticket?.complainedStaffId || ticket.complainedStaffId !== viewer.user?.staffId);
}

/** What can be done now: the most likely first. */
function Actions({ ticket, start }: { ticket: Ticket; start(doing: Doing): void }) {
  const { t, lang } = useTicketTexts();
  const mayWrite = useMayWrite(ticket);
  if (!mayWrite) return null;
  const verbs = inOrder(ticket.allowedVerbs, ticket.phase);
  const phone = usePhone();
  const shown = verbs.slice(0, phone ? 2 : 3);
  const rest = [
    ...verbs.slice(shown.length).map((v) => ({ key: v.verb as string, label: titleOf(v, lang) })),
    { key: "note", label: t("note") },
    ...(ticket.open ? [{ key: "transfer", label: t("transfer") }] : []),
  ];
  const pick = (key: string) => start(key === "note" || key === "transfer" ? key : verbs.find((v) => v.verb === key)!);
  return (
    <div className="row actions">
      {shown.map((v, i) => <Button key={v.verb} type={i === 0 ? "primary" : "default"} onClick={() => start(v)}>{titleOf(v, lang)}</Button>)}
      {shown.length === 0 && <span className="muted">{t("nothingNext")}</span>}
      <span className="grow" />
      <Dropdown trigger={["click"]} placement="topRight" menu={{ items: rest, onClick: ({ key }) => pick(key) }}>
        <Button icon={<MoreOutlined />} aria-label={t("otherVerbs")}>{phone ? null : t("otherVerbs")}</Button>
      </Dropdown>
    </div>
  );
}

function CopyLink() {
  const { t } = useTicketTexts();
  const app = useAppTexts();
  const { message } = App.useApp();
  const copy = () => navigator.clipboard.writeText(location.href).then(() => message.success(app.t("do.copied")), () => message.error(app.t("do.copyFailed")));
  return <Button type="text" size="small" icon={<LinkOutlined />} aria-label={t("copyLink")} onClick={() => void copy()} />;
}

function Whole({ ticket, names, doing, stop, changed }: { ticket: Ticket; names: Names | undefined; doing: Doing | undefined; stop(): void; changed(): void }) {
  const { t } = useTicketTexts();
  const { viewer } = useSession();
  const own = ticket.judgedBy === viewer.user?.login;
  return (
    <div className="case">
      <div className="case-main">
        {doing && <VerbPanel key={typeof doing === "string" ? doing : doing.verb} ticket={ticket} doing={doing} close={stop} done={() => { stop(); changed(); }} />}
        {ticket.judgement === "PENDING" && <p className="warn" role="note">{own ? t("judgeOwn") : t("judgePending", { who: ticket.judgedBy ?? "" })}</p>}
        <p className="case-content">{ticket.content}</p>
        <div className="row"><Marks row={ticket} /><span className="muted">{t("due")}</span> <Due row={ticket} /></div>
        <Block title={t("clocks")}><Clocks clocks={ticket.clocks.nodes} names={names} /></Block>
        <PhotoBlock ticket={ticket} changed={changed} />
        <Facts ticket={ticket} />
        <Block title={t("events")}><History events={ticket.events.nodes} names={names} /></Block>
      </div>
      <Beside ticket={ticket} names={names} changed={changed} />
    </div>
  );
}

function PhotoBlock({ ticket, changed }: { ticket: Ticket; changed(): void }) {
  const { t } = useTicketTexts();
  const attach = useAttach();
  const mayWrite = useMayWrite(ticket);
  const files = ticket.attachments.nodes;
  if (files.length === 0 && !mayWrite) return null;
  return (
    <Block title={t("photos")}>
      {files.length > 0 && <Attached files={files} />}
      <Problems>{[attach.problem]}</Problems>
      {attach.busy && <p role="status" className="muted">{t("uploading")}</p>}
      {mayWrite && !attach.busy && <Photos onChange={(taken) => void attach.all(ticket.id, taken).then(changed)} />}
    </Block>
  );
}

/** What else is known of it; what is not, is left out. */
function Facts({ ticket: k }: { ticket: Ticket }) {
  const { t, lang } = useTicketTexts();
  const { single } = useSession();
  const term = useTerm();
  const facts = useMemo(() => {
    const code = (type: string, value: string | null | undefined) => (value ? term(type, value) : "");
    const time = (at: string | null | undefined) => (at ? dateTime(at, lang) : "");
    const all: [string, string | null | undefined][] = [
      [t("field.result"), k.result],
      [t("demand"), k.demand],
      [t("community"), single ? "" : k.community.name],
      [t("field.assigneeId"), [k.assignee?.name, k.department].filter(Boolean).join(" · ")],
      [t("firstReceiver"), k.firstReceiver?.name],
      [t("complainedStaff"), k.complainedStaff?.name],
      [t("field.class"), code("TicketClass", k.class)],
      [t("field.type"), code("TicketType", k.type)],
      [t("field.topic"), [code("TicketTopic", k.topic), k.category].filter(Boolean).join(" · ")],
      [t("validity"), [code("TicketValidity", k.validity), code("TicketJudgement", k.judgement)].filter(Boolean).join(" · ")],
      [t("channel"), term("TicketChannel", k.channel)],
      [t("field.complainants"), k.complainants ? String(k.complainants) : ""],
      [t("opened"), time(k.openedAt)],
      [t("field.promisedAt"), time(k.promisedAt)],
      [t("field.waitingFor"), code("TicketWaitingFor", k.waitingFor)],
      [t("field.nextVisitAt"), time(k.nextVisitAt)],
      [t("field.because"), k.unfinished ? code("TicketUnfinishedBecause", k.unfinishedBecause) : ""],
      [t("arrivals"), k.arrivals ? t("arrivalsOf", { count: k.arrivals, unfinished: k.unfinished }) : ""],
      [t("field.plannedFor"), k.plannedFor],
      [t("quoted"), k.quoted ? money(k.quoted, lang) : ""],
      [t("field.receiptNo"), k.receiptNo],
      [t("field.authority"), k.authority],
      [t("field.outcome"), code("TicketOutcome", k.outcome)],
      [t("field.qualified"), k.qualified === null || k.qualified === undefined ? "" : t(k.qualified ? "qualified" : "unqualified")],
    ];
    return all.filter((f) => f[1]);
  }, [k, t, lang, term, single]);
  return (
    <Block title={t("facts")}>
      <dl className="facts-list">
        {facts.map(([name, value]) => <div key={name} style={{ display: "contents" }}><dt>{name}</dt><dd className="number">{value}</dd></div>)}
      </dl>
    </Block>
  );
}
