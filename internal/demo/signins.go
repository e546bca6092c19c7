package demo

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"estatehub/internal/secret"
	"estatehub/tenants"
)

// File is the name of the file of sign-ins in the data folder.
const File = "demo-signins.json"

// SignIn is one way into the demo. The token works as Authorization: Bearer.
type SignIn struct {
	Role     tenants.Role `json:"role"`
	Login    string       `json:"login"`
	Password string       `json:"password"`
	Token    string       `json:"token"`
}

// key is a sign-in in the making.
type key struct {
	SignIn
	name      string
	tokenHash string
	hash      string
	err       error
	done      chan struct{}
}

// seats are who can sign in, the four kinds of users first. The site is that of the first community's director.
var seats = []struct {
	role        tenants.Role
	login, name string
}{
	{tenants.HR, "hr", "人力资源部"},
	{tenants.QualityDept, "quality", "品质管理部"},
	{tenants.SiteManager, siteLogin, "管理处主任"},
	{tenants.BI, "bi", "数据分析"},
	{tenants.Administrator, "admin", "系统管理员"},
	{tenants.ComplaintCentre, centreLogin, "客户投诉处理中心"},
}

const siteLogin, centreLogin = "site", "centre"

// life is how long a demo's tokens are good for.
const life = 365 * 24 * time.Hour

// cut makes passwords and tokens, anew for every installation. A password takes a while to hash, so this goes on while
// the rows are planned and written.
func cut(ctx context.Context) []*key {
	keys := make([]*key, len(seats))
	for i, s := range seats {
		k := &key{SignIn: SignIn{Role: s.role, Login: s.login, Password: rand.Text()[:16]}, name: s.name, done: make(chan struct{})}
		kind := secret.Session
		if s.role == tenants.BI {
			kind = secret.Service
		}
		k.Token, k.tokenHash = secret.Mint(kind)
		keys[i] = k
	}
	go func() { // one after the other: the rows are waited for as well
		for _, k := range keys {
			k.hash, k.err = secret.HashPassword(ctx, k.Password)
			close(k.done)
		}
	}()
	return keys
}

// hashed waits for the password's hash.
func (k *key) hashed() (string, error) {
	<-k.done
	return k.hash, k.err
}

// WriteSignIns writes the sign-ins into the data folder, for nobody but its owner to read.
func WriteSignIns(dir string, list []SignIn) error {
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, File+".*") // its mode is 0600 from the start
	if err != nil {
		return fmt.Errorf("demo: sign-ins: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // where it was not renamed
	_, err = f.Write(append(text, '\n'))
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, File))
	}
	if err != nil {
		return fmt.Errorf("demo: sign-ins: %w", err)
	}
	return nil
}

// PrintSignIns prints the sign-ins as a table, without the tokens, which lie in the file.
func PrintSignIns(w io.Writer, list []SignIn) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "ROLE\tLOGIN\tPASSWORD")
	for _, s := range list {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\n", s.Role, s.Login, s.Password)
	}
	return t.Flush()
}
