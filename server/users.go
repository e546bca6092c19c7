package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/company"
	"estatehub/ent/gen/managementoffice"
	"estatehub/ent/gen/organization"
	"estatehub/ent/gen/servicetoken"
	"estatehub/ent/gen/user"
	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

type userCmd struct {
	Add      userAddCmd      `cmd:"" help:"Add a user with his first role. The first user of an empty database becomes its administrator, and the organisation is made with him."`
	Grant    userGrantCmd    `cmd:"" help:"Give a user another role at a node of the organisation tree."`
	Password userPasswordCmd `cmd:"" help:"Set a user's password and end his sessions."`
}

// role and node of a grant on the command line.
type roleFlags struct {
	Role string `help:"Role: ${enum}." enum:"HR,QUALITY,COMPLAINT_CENTRE,FINANCE,SITE_MANAGER,SITE_STAFF,BI,ADMINISTRATOR" required:""`
	Node string `help:"Code of the community, management office, company or organisation it is given at; the organisation where left out." placeholder:"CODE"`
}

type userAddCmd struct {
	Login string `arg:"" help:"Login."`
	roleFlags
	Name         string `help:"Name shown; the login where left out."`
	Organization string `help:"Name of the organisation, where the database has none yet." default:"集团"`
}

func (u *userAddCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = commandLine(ctx, 0)
		if u.Name == "" {
			u.Name = u.Login
		}
		password, err := askPassword()
		if err != nil {
			return err
		}
		none, err := empty(ctx, db)
		if err != nil {
			return err
		}
		if none {
			err := db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
				return c.Organization.Create().SetCode("HQ").SetName(u.Organization).Exec(ctx)
			})
			if err != nil {
				return err
			}
		}
		node, err := nodeByCode(ctx, db, u.Node)
		if err != nil {
			return err
		}
		role := tenants.Role(u.Role)
		_, errs, err := access.New(db).CreateUser(ctx, access.NewUser{Login: u.Login, Name: u.Name, Password: &password, Role: &role, Node: &node})
		return tell(errs, err, "User %s is %s at %s.", u.Login, role, orOrganisation(u.Node))
	})
}

type userGrantCmd struct {
	Login string `arg:"" help:"Login."`
	roleFlags
}

func (u *userGrantCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = commandLine(ctx, 0)
		who, err := userByLogin(ctx, db, u.Login)
		if err != nil {
			return err
		}
		node, err := nodeByCode(ctx, db, u.Node)
		if err != nil {
			return err
		}
		_, errs, err := access.New(db).GrantRole(ctx, who.ID, tenants.Role(u.Role), node)
		return tell(errs, err, "User %s is %s at %s.", u.Login, u.Role, orOrganisation(u.Node))
	})
}

type userPasswordCmd struct {
	Login string `arg:"" help:"Login."`
}

func (u *userPasswordCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = commandLine(ctx, 0)
		who, err := userByLogin(ctx, db, u.Login)
		if err != nil {
			return err
		}
		password, err := askPassword()
		if err != nil {
			return err
		}
		_, errs, err := access.New(db).SetPassword(ctx, &who.ID, nil, password)
		return tell(errs, err, "The password of %s is set; his sessions have ended.", u.Login)
	})
}

type tokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Make a service token and print it: it is shown once."`
	Revoke tokenRevokeCmd `cmd:"" help:"Revoke a service token by its name."`
}

type tokenAddCmd struct {
	Name string `arg:"" help:"What it is for."`
	User string `help:"Login of the user it belongs to; it never may more than he." required:""`
	roleFlags
	Days int `help:"Days until it expires, 1 to 366." default:"180"`
}

func (t *tokenAddCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = commandLine(ctx, 0)
		who, err := userByLogin(ctx, db, t.User)
		if err != nil {
			return err
		}
		node, err := nodeByCode(ctx, db, t.Node)
		if err != nil {
			return err
		}
		token, _, errs, err := access.New(db).CreateServiceToken(commandLine(ctx, who.ID), access.NewToken{
			Name: t.Name, Role: tenants.Role(t.Role), Node: node, Expires: time.Now().AddDate(0, 0, t.Days),
		})
		return tell(errs, err, "%s", token)
	})
}

type tokenRevokeCmd struct {
	Name string `arg:"" help:"Its name."`
}

func (t *tokenRevokeCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = commandLine(ctx, 0)
		tokens, err := db.Client.ServiceToken.Query().Where(servicetoken.Name(t.Name), servicetoken.RevokedAtIsNil()).IDs(ctx)
		if err != nil {
			return err
		}
		if len(tokens) == 0 {
			return fmt.Errorf("no token named %q is in force", t.Name)
		}
		for _, id := range tokens {
			if _, errs, err := access.New(db).RevokeServiceToken(ctx, id); err != nil || errs != nil {
				return tell(errs, err, "")
			}
		}
		fmt.Printf("%d token(s) named %s revoked.\n", len(tokens), t.Name)
		return nil
	})
}

// commandLine is the viewer of whoever may start the program: he has the database anyway.
func commandLine(ctx context.Context, user ident.ID) context.Context {
	v := tenants.NewViewer(user, 0, "command line", []tenants.Grant{{Role: tenants.Administrator, Scope: tenants.Whole()}})
	return tenants.WithViewer(fault.WithLang(ctx, "en"), v)
}

func userByLogin(ctx context.Context, db *data.DB, login string) (*gen.User, error) {
	u, err := db.Client.User.Query().Where(user.Login(login)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fmt.Errorf("no user has the login %q", login)
	}
	return u, err
}

// nodeByCode finds a node of the organisation tree; the organisation itself for an empty code.
func nodeByCode(ctx context.Context, db *data.DB, code string) (ident.ID, error) {
	if code == "" {
		return db.Client.Organization.Query().OnlyID(ctx)
	}
	for _, find := range []func() (ident.ID, error){
		func() (ident.ID, error) { return db.Client.Community.Query().Where(community.Code(code)).OnlyID(ctx) },
		func() (ident.ID, error) {
			return db.Client.ManagementOffice.Query().Where(managementoffice.Code(code)).OnlyID(ctx)
		},
		func() (ident.ID, error) { return db.Client.Company.Query().Where(company.Code(code)).OnlyID(ctx) },
		func() (ident.ID, error) {
			return db.Client.Organization.Query().Where(organization.Code(code)).OnlyID(ctx)
		},
	} {
		if id, err := find(); !gen.IsNotFound(err) {
			return id, err
		}
	}
	return 0, fmt.Errorf("--node: nothing in the organisation tree has the code %q", code)
}

func orOrganisation(node string) string {
	if node == "" {
		return "the organisation"
	}
	return node
}

// tell prints what was done, or what is wrong with what was asked.
func tell(errs []*fault.UserError, err error, done string, args ...any) error {
	if err != nil {
		return err
	}
	for _, e := range errs {
		err = errors.Join(err, fmt.Errorf("%s: %s", strings.TrimPrefix(e.Field, "input."), e.Message))
	}
	if err == nil {
		fmt.Printf(done+"\n", args...)
	}
	return err
}

// askPassword asks at the terminal, unseen, or reads a line where there is none.
func askPassword() (string, error) {
	if fd := int(os.Stdin.Fd()); term.IsTerminal(fd) { //nolint:gosec // a file descriptor is small
		fmt.Fprint(os.Stderr, "Password: ")
		b, err := term.ReadPassword(fd)
		fmt.Fprintln(os.Stderr)
		return string(b), err
	}
	s := bufio.NewScanner(os.Stdin)
	s.Scan()
	return s.Text(), s.Err()
}
