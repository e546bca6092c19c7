// Package duties keeps the work calendar: what recurs at every site, who does it, by when, and what shows that it was done
// (SYS-90, 2d). Templates are the group's handbook. A job makes the instances of every community ahead of time and lets
// those lapse whose time has run out; people perform, make up, verify and skip them. What they find on the way becomes
// tickets. The duty log, inspections by head office, periodic returns and the quarterly service report are duties like
// any other.
//
// The calendar, its rules and the instances that follow from them are plain functions without a database (calendar.go,
// rule.go, period.go, instance.go), so that the demo and the tests use the same.
package duties
