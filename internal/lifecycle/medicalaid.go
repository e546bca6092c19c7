package lifecycle

// medicalAidSteps is the life of a medical aid (SYS-69: stabilise first, then report). Every customer helped is
// visited within a week (RV-07).
var medicalAidSteps = []Transition{
	{Verb: Contain, From: []State{Detected}, To: Contained, Rule: "SYS-69, D-44", Doc: "First aid is given or the ambulance is there."},
	{Verb: Resolve, From: []State{Contained}, To: IncidentReported, Needs: []string{InputResult}, Rule: "SYS-69, D-44", Doc: "Reported to the director."},
	{Verb: RecordReturnVisit, From: []State{IncidentReported}, To: ReturnVisited, Needs: []string{InputQualified}, Rule: "RV-07"},
	{Verb: Close, From: []State{ReturnVisited}, To: Closed, Rule: "SYS-69, RV-07"},
}
