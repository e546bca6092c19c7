package clocks

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// Post is a post of the catalogue, as the ladder knows it.
type Post struct {
	ID, Above   ident.ID // Above is 0 where it reports to nobody
	Code, Title string
}

// Posts is who is told: the catalogue of posts, and who holds them.
type Posts struct {
	all    map[ident.ID]Post
	byCode map[string]ident.ID
	// Holder is who holds a post in a community; 0 where it is vacant there.
	Holder func(site, post ident.ID) ident.ID
	// PostOf is the post somebody has in a community, his main one first; 0 where he has none there.
	PostOf func(site, staff ident.ID) ident.ID
}

// NewPosts are the posts of a catalogue.
func NewPosts(all []Post, holder, postOf func(site, of ident.ID) ident.ID) *Posts {
	p := &Posts{all: map[ident.ID]Post{}, byCode: map[string]ident.ID{}, Holder: holder, PostOf: postOf}
	for _, one := range all {
		p.all[one.ID], p.byCode[one.Code] = one, one.ID
	}
	return p
}

// ofCompany are the posts above the sites; nobody is assigned to them in a community.
var ofCompany = []string{"DGM", "GM", "PRES", "DMR", "LAW", "HHR", "HQA", "HBR", "HCC", "BI"}

// ofDirector are the posts of the second level.
var ofDirector = []string{"DIR", "DDIR"}

// company tells whether a post stands above the sites.
func (p Post) company() bool { return p.Above == 0 || slices.Contains(ofCompany, p.Code) }

func (p Post) level() int {
	switch {
	case p.company():
		return Top
	case slices.Contains(ofDirector, p.Code):
		return 2
	}
	return 1
}

// Told is a post that is told of a breach, or, at level 0, that one is near.
type Told struct {
	Level  int
	Post   ident.ID
	Staff  ident.ID // 0 where the post is the company's
	Passed string   // the vacant posts below it
	At     time.Time
}

// Kind is what somebody is told: that a time ran out, or that it soon will.
func (t *Told) Kind() string {
	if t.Level == 0 {
		return "WARNING"
	}
	return "BREACH"
}

// maxPassed is the longest list of posts that were passed, in characters.
const maxPassed = 200

// next is who is told after a level, 0 before the first; nil where nobody is left.
func (p *Posts) next(r *Rule, site ident.ID, level int) *Told {
	if r.To == "" {
		return nil
	}
	for level = max(level+1, r.Level); level <= Top; level++ {
		code := ladder[level]
		if level == r.Level {
			code = r.To
		}
		if t := p.reach(site, p.byCode[code]); t != nil {
			t.Level = max(t.Level, level)
			return t
		}
	}
	return nil
}

// reach is a post or, where nobody holds it, the next above that somebody holds.
func (p *Posts) reach(site, first ident.ID) *Told {
	var passed []string
	seen := map[ident.ID]bool{}
	for id := first; id != 0 && !seen[id]; {
		seen[id] = true
		post := p.all[id]
		t := &Told{Level: post.level(), Post: id, Passed: short(strings.Join(passed, "、"))}
		if post.company() {
			return t
		}
		if t.Staff = p.Holder(site, id); t.Staff != 0 {
			return t
		}
		passed = append(passed, post.Title)
		id = post.Above
	}
	return nil
}

func short(s string) string {
	if utf8.RuneCountInString(s) > maxPassed {
		return string([]rune(s)[:maxPassed-1]) + "…"
	}
	return s
}

// Tick is what time does to a clock whose Next has passed at now: it warns, runs out, or is told of further up. It returns
// who is told of it. Done again with what it left, nothing is told twice.
func (c *Clock) Tick(r *Rule, of *Case, now time.Time, step time.Duration, p *Posts) *Told {
	if c.State == lifecycle.ClockRunning && !c.Due.Before(now) {
		t := p.warn(r, of)
		if t != nil {
			t.At = c.Next
		}
		c.Next = c.Due
		return t
	}
	at := c.Next
	if c.State == lifecycle.ClockRunning {
		c.settle(now)
		at = c.Due
	}
	t := p.next(r, of.Site, c.Level)
	if t == nil {
		c.Next = Never
		return nil
	}
	t.At, c.Level = at, t.Level
	c.Next = at.Add(step)
	if c.Level >= Top {
		c.Next = Never
	}
	return t
}
