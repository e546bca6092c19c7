// Package attachments adds photos and scans to tickets, units and the rows of quality, and hands them out again behind the
// same walls as the rows they belong to.
package attachments

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"

	"estatehub/ent/gen"
	"estatehub/ent/gen/attachment"
	"estatehub/ent/gen/unit"
	"estatehub/internal/blobs"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// Shelf keeps attachments.
type Shelf struct {
	DB    *data.DB
	Blobs *blobs.Store
}

// File is what somebody uploads.
type File struct {
	Name    string // as his computer calls it
	Content io.Reader
}

// Payload is the answer of the mutations that attach something.
type Payload struct {
	Attachment *gen.Attachment // nil where there are user errors
	UserErrors []*fault.UserError
}

// maxName is the longest name of a file, in characters.
const maxName = 200

// ToTicket attaches a file to a ticket and says so in its history.
func (s *Shelf) ToTicket(ctx context.Context, id ident.ID, f File) (*Payload, error) {
	desk := &tickets.Desk{DB: s.DB}
	return s.attach(ctx, f, func(ctx context.Context, c *gen.Client, n *gen.AttachmentCreate) error {
		t, err := desk.Find(ctx, c, "ticketId", id)
		if err != nil || n == nil {
			return err
		}
		n.SetCommunityID(t.CommunityID).SetTicketID(t.ID)
		return desk.Log(ctx, c, t, tickets.EventAttach, name(f.Name))
	})
}

// ToUnit attaches a file to a unit.
func (s *Shelf) ToUnit(ctx context.Context, id ident.ID, f File) (*Payload, error) {
	return s.attach(ctx, f, func(ctx context.Context, c *gen.Client, n *gen.AttachmentCreate) error {
		there, err := c.Unit.Query().Where(unit.ID(id), unit.CommunityID(id.Community())).Exist(ctx)
		if err != nil {
			return err
		}
		if !there {
			p := coerce.NotFound()
			return fault.Refuse(ctx, "input.unitId", p.Code, p.EN, p.ZH)
		}
		if tenants.ViewerFrom(ctx).Level(tenants.Tickets, id.Community()) < tenants.Write {
			return fault.Refuse(ctx, "input.unitId", fault.Forbidden, "you may not attach anything in this community", "您无权在该小区上传附件")
		}
		if n != nil {
			n.SetCommunityID(id.Community()).SetUnitID(id)
		}
		return nil
	})
}

// owners are the nouns whose rows have attachments beside tickets and units, and how an attachment says that it is theirs.
var owners = map[string]func(n *gen.AttachmentCreate, id ident.ID){
	"Duty":          func(n *gen.AttachmentCreate, id ident.ID) { n.SetDutyID(id) },
	"Finding":       func(n *gen.AttachmentCreate, id ident.ID) { n.SetFindingID(id) },
	"ReturnVisit":   func(n *gen.AttachmentCreate, id ident.ID) { n.SetReturnVisitID(id) },
	"Survey":        func(n *gen.AttachmentCreate, id ident.ID) { n.SetSurveyID(id) },
	"Nonconformity": func(n *gen.AttachmentCreate, id ident.ID) { n.SetNonconformityID(id) },
}

// ToRow attaches a file to a row of a noun of quality, for who may change such rows and attachments there. The argument is
// the one that named the row.
func (s *Shelf) ToRow(ctx context.Context, noun, argument string, id ident.ID, f File) (*Payload, error) {
	return s.attach(ctx, f, func(ctx context.Context, c *gen.Client, n *gen.AttachmentCreate) error {
		if err := mayAttach(ctx, c, noun, argument, id); err != nil {
			return err
		}
		if n != nil {
			owners[noun](n.SetCommunityID(id.Community()), id)
		}
		return nil
	})
}

func mayAttach(ctx context.Context, c *gen.Client, name, argument string, id ident.ID) error {
	n := gen.Nouns.Named(name)
	there := id.Kind() == n.Kind
	if there {
		_, err := gen.OperationsOf[name].Get(ctx, c, id)
		if err != nil && !gen.IsNotFound(err) {
			return err
		}
		there = err == nil
	}
	if !there {
		p := coerce.NotFound()
		return fault.Refuse(ctx, "input."+argument, p.Code, p.EN, p.ZH)
	}
	v := tenants.ViewerFrom(ctx)
	if v.Level(n.Group, id.Community()) < tenants.Write || v.Level(tenants.Tickets, id.Community()) < tenants.Write {
		return fault.Refuse(ctx, "input."+argument, fault.Forbidden, "you may not attach anything to this", "您无权为其上传附件")
	}
	return nil
}

// Kept is a file whose content is in the store and that waits for its row.
type Kept struct {
	name string
	blob blobs.Blob
}

// Keep puts the content of a file into the store, or refuses it as input.argument. Whoever asks has made sure that the
// viewer may attach it.
func (s *Shelf) Keep(ctx context.Context, argument string, f File) (*Kept, error) {
	if s.Blobs == nil {
		return nil, fault.Both(fault.Unavailable, "this hub keeps no attachments", "本系统未启用附件")
	}
	blob, err := s.Blobs.Put(f.Content)
	if err == nil {
		return &Kept{name(f.Name), blob}, nil
	}
	err = unkept(ctx, s.Blobs, err)
	for _, e := range fault.Refused(err) {
		e.Field = "input." + argument
	}
	return nil, err
}

// Add attaches what was kept to a row of a noun, in the transaction that changes the row.
func (s *Shelf) Add(ctx context.Context, c *gen.Client, k *Kept, noun string, id ident.ID) error {
	n := c.Attachment.Create().SetName(k.name).SetMediaType(k.blob.MediaType).SetSize(k.blob.Size).SetSha256(k.blob.SHA256)
	owners[noun](n.SetCommunityID(id.Community()), id)
	return n.Exec(ctx)
}

// attach keeps a file for an owner, which place looks up and, with a new row, takes it. It is asked twice: before anything
// is read, so that nobody fills the disk who may not, and in the transaction.
func (s *Shelf) attach(ctx context.Context, f File, place func(context.Context, *gen.Client, *gen.AttachmentCreate) error) (*Payload, error) {
	if s.Blobs == nil {
		return nil, fault.Both(fault.Unavailable, "this hub keeps no attachments", "本系统未启用附件")
	}
	if err := tickets.Signed(ctx); err != nil {
		return nil, err
	}
	if err := place(ctx, s.DB.Client, nil); err != nil {
		return refused(ctx, err)
	}
	blob, err := s.Blobs.Put(f.Content)
	if err != nil {
		return refused(ctx, unkept(ctx, s.Blobs, err))
	}
	var made *gen.Attachment
	err = s.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		n := c.Attachment.Create().SetName(name(f.Name)).SetMediaType(blob.MediaType).SetSize(blob.Size).SetSha256(blob.SHA256)
		if err := place(ctx, c, n); err != nil {
			return err
		}
		made, err = n.Save(ctx)
		return err
	})
	if err != nil {
		return refused(ctx, err)
	}
	return &Payload{Attachment: made, UserErrors: []*fault.UserError{}}, nil
}

func refused(ctx context.Context, err error) (*Payload, error) {
	errs, err := tickets.Explain(ctx, err)
	if err != nil {
		return nil, err
	}
	return &Payload{UserErrors: errs}, nil
}

// unkept puts what the store has against a file into the user's words.
func unkept(ctx context.Context, s *blobs.Store, err error) error {
	switch {
	case errors.Is(err, blobs.ErrTooLarge):
		return fault.Refuse(ctx, "input.file", fault.LimitExceeded, fmt.Sprintf("a file of at most %d bytes", s.Max()), fmt.Sprintf("文件最大 %d 字节", s.Max()))
	case errors.Is(err, blobs.ErrEmpty), errors.Is(err, blobs.ErrKind):
		return fault.Refuse(ctx, "input.file", fault.BadInput, "a photo (JPEG, PNG, WEBP, GIF, HEIC) or a PDF", "只接受照片（JPEG、PNG、WEBP、GIF、HEIC）或 PDF")
	}
	return err
}

// name is a file's name without its folder and without what has no place in a name.
func name(s string) string {
	s = path.Base(strings.ReplaceAll(strings.ToValidUTF8(s, ""), `\`, "/"))
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s))
	if s == "" || s == "." || s == "/" || s == ".." {
		s = "file"
	}
	if r := []rune(s); len(r) > maxName {
		s = string(r[len(r)-maxName:]) // the end tells the kind
	}
	return s
}

// URL is where an attachment is downloaded.
func URL(id ident.ID) string { return "/files/" + id.String() }

// find is the attachment of an id, for somebody who wants to read it; gen.IsNotFound where it is not his to read.
func find(ctx context.Context, db *data.DB, id ident.ID) (*gen.Attachment, error) {
	return db.Client.Attachment.Query().Where(attachment.ID(id), attachment.CommunityID(id.Community())).Only(ctx)
}
