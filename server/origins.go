package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/rs/cors"

	"estatehub/graph/limits"
	"estatehub/internal/fault"
)

// origins are the sites whose pages may call the hub from a browser: its own, and those listed.
type origins struct {
	listed []string
	guard  *http.CrossOriginProtection
}

// newOrigins checks the list: an origin that no browser would ever send trusts nobody, and whoever wrote it should hear
// so at the start.
func newOrigins(listed []string) (*origins, error) {
	o := &origins{listed: listed, guard: http.NewCrossOriginProtection()}
	for _, origin := range listed {
		if err := checkOrigin(origin); err != nil {
			return nil, fmt.Errorf("--origin %q: %w", origin, err)
		}
		if err := o.guard.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("--origin %q: %w", origin, err)
		}
	}
	o.guard.SetDenyHandler(http.HandlerFunc(foreign))
	return o, nil
}

func checkOrigin(origin string) error {
	u, err := url.Parse(origin)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return fmt.Errorf("want https://host or http://host:port")
	case u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return fmt.Errorf("an origin ends with its host and port")
	case strings.ContainsAny(u.Host, "*, "):
		return fmt.Errorf("an origin is one host: list each")
	case origin != strings.ToLower(origin):
		return fmt.Errorf("browsers send origins in lower case")
	case u.Port() == map[string]string{"https": "443", "http": "80"}[u.Scheme]:
		return fmt.Errorf("browsers leave :%s out", u.Port())
	}
	return nil
}

// handler refuses what pages of other sites send, and tells browsers at the listed origins that they may read the answers.
func (o *origins) handler(next http.Handler) http.Handler {
	guarded := o.guard.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// A WebSocket begins as a GET, which is taken for harmless, and is asked nothing by the browser beforehand.
		if r.Header.Get("Upgrade") != "" && o.refuses(r) {
			foreign(w, r)
			return
		}
		next.ServeHTTP(w, r)
	}))
	if len(o.listed) == 0 {
		return guarded
	}
	return cors.New(cors.Options{
		AllowedOrigins: o.listed, AllowedMethods: []string{http.MethodGet, http.MethodPost}, AllowCredentials: true,
		AllowedHeaders: []string{"Authorization", "Content-Type", "Accept", "Accept-Language", limits.CostHeader}, ExposedHeaders: []string{"X-Request-Id", "Retry-After"}, MaxAge: 600,
	}).Handler(guarded)
}

// refuses tells whether a request comes from a page of another site, whatever its method.
func (o *origins) refuses(r *http.Request) bool {
	asked := *r
	asked.Method = http.MethodPost
	return o.guard.Check(&asked) != nil
}

func foreign(w http.ResponseWriter, r *http.Request) {
	refuse(w, r, &refusal{http.StatusForbidden, fault.Both(fault.Forbidden, "pages of this origin may not call the hub; --origin lists those that may",
		"该来源的网页无权调用本系统；可用 --origin 列出许可的来源")})
}
