import { CameraOutlined, CloseOutlined } from "@ant-design/icons";
import { Button, Image } from "antd";
import { cloneElement, type ReactElement, useEffect, useMemo, useRef } from "react";
import type { TicketCaseQuery } from "../../gql/tickets.ts";
import { useTicketTexts } from "./texts.ts";

type Attachment = NonNullable<TicketCaseQuery["ticket"]>["attachments"]["nodes"][number];

/** Photos about to be sent; a phone offers its camera. */
export function Photos({ id, value = [], onChange }: { id?: string; value?: File[]; onChange?(files: File[]): void }) {
  const { t } = useTicketTexts();
  const input = useRef<HTMLInputElement>(null);
  const urls = useMemo(() => value.map((file) => (file.type.startsWith("image/") ? URL.createObjectURL(file) : "")), [value]);
  useEffect(() => () => urls.forEach((url) => url && URL.revokeObjectURL(url)), [urls]);
  return (
    <div className="row thumbs">
      <input
        {...(id ? { id } : {})}
        ref={input}
        className="skip"
        tabIndex={-1}
        type="file"
        accept="image/*,application/pdf"
        multiple
        aria-label={t("addPhoto")}
        onChange={(e) => {
          onChange?.([...value, ...(e.target.files ?? [])]);
          e.target.value = "";
        }}
      />
      <Button icon={<CameraOutlined />} onClick={() => input.current?.click()}>{t("addPhoto")}</Button>
      {value.map((file, i) => (
        <span key={i} className="thumb">
          {urls[i] ? <img src={urls[i]} alt={file.name} /> : <span className="cut">{file.name}</span>}
          <Button
            size="small"
            shape="circle"
            icon={<CloseOutlined />}
            aria-label={t("dropPhoto", { name: file.name })}
            onClick={() => onChange?.(value.filter((f) => f !== file))}
          />
        </span>
      ))}
    </div>
  );
}

/** Photos and files of a ticket: small ones that open large, and links. */
export function Attached({ files }: { files: readonly Attachment[] }) {
  // Chromium alone shows no HEIC, which iPhones take.
  const shown = (f: Attachment) => f.mediaType.startsWith("image/") && f.mediaType !== "image/heic";
  const { t } = useTicketTexts();
  // The viewer of a group names neither itself nor what it shows.
  const preview = {
    alt: t("photos"),
    imageRender: (large: ReactElement, { current }: { current: number }) => cloneElement(large as ReactElement<{ alt?: string }>, { alt: images[current]?.name ?? "" }),
  };
  const images = files.filter(shown);
  return (
    <div className="row thumbs">
      <Image.PreviewGroup preview={preview}>
        {images.map((f) => <span key={f.id} className="thumb"><Image src={f.url} alt={f.name} loading="lazy" width={84} height={84} /></span>)}
      </Image.PreviewGroup>
      {files.filter((f) => !shown(f)).map((f) => (
        <a key={f.id} href={f.url} target="_blank" rel="noreferrer" className="cut">{f.name} <span className="muted number">{Math.ceil(f.size / 1024)} KB</span></a>
      ))}
    </div>
  );
}
