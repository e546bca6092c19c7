package post

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of answers. They differ in what a status says: the first one's is the request's, the second one's only
// tells that the hub answered, as clients of old expect.
const (
	graphqlJSON = "application/graphql-response+json"
	plainJSON   = "application/json"
)

// negotiate is the media type that a client likes best, plain JSON where it does not say; empty where it likes neither.
func negotiate(accept []string) string {
	all := strings.TrimSpace(strings.Join(accept, ","))
	if all == "" {
		return plainJSON
	}
	type liking struct {
		quality float64
		exact   int // how exactly it was named
		at      int // where
	}
	best := map[string]liking{}
	for at, one := range strings.Split(all, ",") {
		media, params, err := mime.ParseMediaType(one)
		if err != nil {
			continue
		}
		q := 1.0
		if s, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(s, 64); err != nil || q < 0 || q > 1 {
				continue
			}
		}
		if c, ok := params["charset"]; ok && !strings.EqualFold(c, "utf-8") {
			continue
		}
		for _, ours := range []string{plainJSON, graphqlJSON} {
			exact := 0
			switch media {
			case ours:
				exact = 3
			case "application/*":
				exact = 2
			case "*/*":
				exact = 1
			}
			if exact > best[ours].exact {
				best[ours] = liking{q, exact, at}
			}
		}
	}
	plain, graphql := best[plainJSON], best[graphqlJSON]
	switch {
	case plain.quality == 0 && graphql.quality == 0:
		return ""
	case graphql.quality > plain.quality, graphql.quality == plain.quality && graphql.exact > plain.exact,
		graphql.quality == plain.quality && graphql.exact == plain.exact && graphql.at < plain.at:
		return graphqlJSON
	}
	return plainJSON
}

// readable tells whether a content type is JSON in UTF-8.
func readable(contentType string) bool {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || media != plainJSON {
		return false
	}
	charset, ok := params["charset"]
	return !ok || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}
