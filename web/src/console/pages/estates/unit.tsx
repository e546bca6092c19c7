import { EditOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select, Switch, Tag } from "antd";
import { useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { UnitCardDocument, type UnitCardQuery, UpdateUnitDocument } from "../../gql/estates.ts";
import { UnitOccupancy, UnitUse } from "../../gql/schema.ts";
import { today } from "../../lib/period.ts";
import { useUrl } from "../../lib/url.ts";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Bills } from "./bills.tsx";
import { Facts } from "./facts.tsx";
import { History } from "./history.tsx";
import { Part, share, spanOf } from "./part.tsx";
import { Residents } from "./residents.tsx";
import { useEstatesTexts } from "./texts.ts";
import { Tickets } from "./tickets.tsx";

type Unit = NonNullable<UnitCardQuery["unit"]>;

/** The unit that the URL names: what it is, who owns it and lives there, what it is asked to pay, what was reported of it. */
export default function UnitDrawer({ id, close }: { id: string; close(): void }) {
  const { t } = useEstatesTexts();
  const { can } = useSession();
  const [editing, setEditing] = useState(false);
  const [{ data, error, fetching }, again] = useQuery({
    query: UnitCardDocument,
    variables: { id, owners: can("OWNERS", "MASKED"), tickets: can("TICKETS"), money: can("MONEY"), today: today() },
    requestPolicy: "cache-and-network",
  });
  const unit = data?.unit?.id === id ? data.unit : undefined;
  return (
    <>
      <SideDrawer
        open
        close={close}
        title={unit ? `${unit.community.name} ${unit.propertyNo}` : t("unit")}
        extra={unit && can("PORTFOLIO", "WRITE") && <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>{t("edit")}</Button>}
      >
        {unit ? <Card unit={unit} changed={() => again({ requestPolicy: "network-only" })} edit={() => setEditing(true)} /> : error ? <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} /> : fetching ? <Loading /> : <NothingHere title={t("noUnit")} hint="" />}
      </SideDrawer>
      {unit && editing && (
        <FormDrawer
          open
          close={() => setEditing(false)}
          title={`${t("edit")} ${unit.propertyNo}`}
          document={UpdateUnitDocument}
          fixed={{ id }}
          initial={{ occupancy: unit.occupancy, use: unit.use, area: unit.area, layout: unit.layout, structure: unit.structure, quality: unit.quality, keyCustody: unit.keyCustody }}
        >
          <Form.Item name="occupancy" label={t("occupancy")}><Select options={UnitOccupancy.map((value) => ({ value, label: t(`UnitOccupancy.${value}`) }))} /></Form.Item>
          <Form.Item name="use" label={t("use")}><Select options={UnitUse.map((value) => ({ value, label: t(`UnitUse.${value}`) }))} /></Form.Item>
          <Form.Item name="area" label={`${t("area")} (㎡)`}><InputNumber min={0} /></Form.Item>
          <Form.Item name="layout" label={t("layout")}><Input maxLength={60} /></Form.Item>
          <Form.Item name="structure" label={t("structure")}><Input maxLength={60} /></Form.Item>
          <Form.Item name="quality" label={t("quality")}><Input maxLength={200} /></Form.Item>
          <Form.Item name="keyCustody" label={t("keyCustody")} valuePropName="checked"><Switch /></Form.Item>
        </FormDrawer>
      )}
    </>
  );
}

function Card({ unit, changed, edit }: { unit: Unit; changed(): void; edit(): void }) {
  const { t } = useEstatesTexts();
  const { can } = useSession();
  const [, setUrl] = useUrl();
  return (
    <>
      <Facts
        of={[
          [t("occupancy"), <Tag key="o" className={`o-${unit.occupancy}`}>{t(`UnitOccupancy.${unit.occupancy}`)}</Tag>],
          [t("building"), <button key="b" type="button" className="plain" onClick={() => setUrl({ building: unit.building.id, site: unit.community.id, unit: undefined }, "push")}>{unit.building.name}</button>],
          [t("door"), [unit.entrance && t("entranceNo", { entrance: unit.entrance }), t("floorNo", { floor: unit.floor }), unit.doorNo].filter(Boolean).join(" ")],
          [t("zone"), unit.zone?.name],
          [t("use"), t(`UnitUse.${unit.use}`)],
          [t("area"), unit.area && `${unit.area} ㎡`],
          [t("surveyedArea"), unit.surveyedArea && `${unit.surveyedArea} ㎡`],
          [t("layout"), unit.layout],
          [t("structure"), unit.structure],
          [t("quality"), unit.quality],
          [t("keyCustody"), unit.keyCustody && t("yes")],
        ]}
      />
      {unit.ownerships && (
        <Part title={t("owners")} empty={unit.ownerships.nodes.length === 0}>
          <ul className="rows">
            {unit.ownerships.nodes.map((o) => (
              <li key={o.id} className={o.until ? "muted" : ""}>
                <button type="button" className="plain" onClick={() => setUrl({ owner: o.owner.id }, "push")}>{o.owner.name ?? "–"}</button>
                <span className="number">{share(o.share)}</span>
                <PersonPhone phone={o.owner.phone} ownerId={o.owner.id} />
                <span className="muted number">{spanOf(o)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {(unit.households || unit.tenancies) && <Residents unit={unit} changed={changed} edit={edit} />}
      {unit.bills && <Bills unit={unit} changed={changed} />}
      {unit.tickets && <Tickets of={unit.tickets.nodes} />}
      {unit.attachments && unit.attachments.nodes.length > 0 && (
        <Part title={t("attachments")}>
          <ul className="rows">
            {unit.attachments.nodes.map((a) => <li key={a.id}><a href={`/files/${a.id}`} target="_blank" rel="noreferrer">{a.name}</a><span className="muted number">{Math.ceil(a.size / 1024)} KB</span></li>)}
          </ul>
        </Part>
      )}
      {can("PORTFOLIO", "WRITE") && <History id={unit.id} />}
    </>
  );
}
