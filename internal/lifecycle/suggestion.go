package lifecycle

import (
	"slices"

	"estatehub/tenants"
)

// suggestionSteps is the life of a suggestion (SYS-11). It is closed once the customer has his answer, so that it is
// not counted as open until the year's end; the evaluation takes it up again from there.
var suggestionSteps = slices.Concat([]Transition{
	{Verb: Classify, From: []State{Received, Reopened}, To: Collated, Rule: "SYS-11, D-39", Doc: "Before the end of the day."},
	{Verb: Check, From: []State{Collated}, To: Reviewed, Roles: heads, Rule: "SYS-11"},
	{Verb: Adopt, From: []State{Reviewed}, To: Adopted, Roles: heads, Rule: "SYS-11"},
	{Verb: Decline, From: []State{Reviewed}, To: Declined, Roles: heads, Needs: []string{InputReason}, Rule: "SYS-11"},
	{Verb: NotifyOwner, From: []State{Adopted, Declined}, To: CustomerInformed, Rule: "SYS-11", Doc: "By phone, with an explanation where declined."},
	{Verb: Close, From: []State{CustomerInformed, Evaluated}, To: Closed, Rule: "SYS-11 [D]"},
	{Verb: Evaluate, From: []State{CustomerInformed, Closed}, To: Evaluated, Roles: rewarders, Rule: "SYS-11", Doc: "At the year's end."},
	{Verb: Reward, From: []State{Evaluated}, To: Awarded, Roles: rewarders, Rule: "SYS-11"},
	{Verb: Reopen, From: []State{CustomerInformed, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-11 [D]"},
}, noted(Transition{
	Verb: FeedBack, Rule: "D-08", Doc: "The customer heard that it came.",
}, Received, Collated, Reviewed, Reopened))

// rewarders may spend the office's praise and money.
var rewarders = []tenants.Role{tenants.SiteManager, tenants.QualityDept}
