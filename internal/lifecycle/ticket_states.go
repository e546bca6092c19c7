package lifecycle

// The states of tickets, of all kinds. Three names differ from the domain document because the one state column
// already has the word in another sense [D]: what the owner of a defect accepts is OWNER_ACCEPTED (ACCEPTED is the
// worker's), an incident told to the director is INCIDENT_REPORTED and a violation told to the authority is REFERRED
// (REPORTED is the repair just called in).
const (
	Received            State = "RECEIVED"
	Reported            State = "REPORTED"
	Requested           State = "REQUESTED"
	Recorded            State = "RECORDED"
	Open                State = "OPEN"
	Detected            State = "DETECTED"
	Verified            State = "VERIFIED"
	Classified          State = "CLASSIFIED"
	Registered          State = "REGISTERED"
	Collated            State = "COLLATED"
	Reviewed            State = "REVIEWED"
	Reopened            State = "REOPENED"
	Planned             State = "PLANNED"
	Quoted              State = "QUOTED"
	OwnerAgreed         State = "OWNER_AGREED"
	Paid                State = "PAID"
	Dispatched          State = "DISPATCHED"
	Sent                State = "SENT"
	Placed              State = "PLACED"
	RefusedByContractor State = "REFUSED_BY_CONTRACTOR"
	Escalated           State = "ESCALATED"
	Accepted            State = "ACCEPTED"
	OnSite              State = "ON_SITE"
	HandledOnSpot       State = "HANDLED_ON_SPOT"
	InProgress          State = "IN_PROGRESS"
	Mediating           State = "MEDIATING"
	StopRequested       State = "STOP_REQUESTED"
	Contained           State = "CONTAINED"
	Rectifying          State = "RECTIFYING"
	Objected            State = "OBJECTED"
	Invalid             State = "INVALID"
	Assisted            State = "ASSIST"
	Waiting             State = "WAITING"
	Unfinished          State = "UNFINISHED"
	NotDone             State = "NOT_DONE"
	Referred            State = "REFERRED"
	Ordered             State = "ORDERED"
	Explained           State = "EXPLAINED"
	Followed            State = "FOLLOWED"
	Adopted             State = "ADOPTED"
	Declined            State = "DECLINED"
	Resolved            State = "RESOLVED"
	Completed           State = "COMPLETED"
	Done                State = "DONE"
	Delivered           State = "DELIVERED"
	Settled             State = "SETTLED"
	Failed              State = "FAILED"
	Rectified           State = "RECTIFIED"
	Unrectified         State = "UNRECTIFIED"
	IncidentReported    State = "INCIDENT_REPORTED"
	OwnerSigned         State = "OWNER_SIGNED"
	Returned            State = "RETURNED"
	Charged             State = "CHARGED"
	QualityChecked      State = "QUALITY_CHECKED"
	ResultChecked       State = "RESULT_CHECKED"
	OwnerNotified       State = "OWNER_NOTIFIED"
	OwnerTold           State = "OWNER_TOLD"
	OwnerAccepted       State = "OWNER_ACCEPTED"
	DeemedAccepted      State = "DEEMED_ACCEPTED"
	CustomerInformed    State = "CUSTOMER_INFORMED"
	ReturnVisited       State = "RETURN_VISITED"
	Evaluated           State = "EVALUATED"
	Awarded             State = "AWARDED"
	Closed              State = "CLOSED"
	Cancelled           State = "CANCELLED"
	Merged              State = "MERGED"
)

// ticketStates is in life order.
var ticketStates = []stateRow{
	{Received, PhaseNew, Title{"已受理", "Received"}},
	{Reported, PhaseNew, Title{"已报修", "Reported"}},
	{Requested, PhaseNew, Title{"已申请", "Requested"}},
	{Recorded, PhaseNew, Title{"已记录", "Recorded"}},
	{Open, PhaseNew, Title{"待调解", "Open"}},
	{Detected, PhaseNew, Title{"已发现", "Detected"}},
	{Verified, PhaseNew, Title{"已核实", "Verified"}},
	{Classified, PhaseNew, Title{"已分类", "Classified"}},
	{Registered, PhaseNew, Title{"已登记", "Registered"}},
	{Collated, PhaseNew, Title{"已汇总", "Collated"}},
	{Reviewed, PhaseWorking, Title{"已评审", "Reviewed"}},
	{Reopened, PhaseNew, Title{"重新打开", "Re-opened"}},
	{Planned, PhaseWaiting, Title{"已列计划", "Planned"}},
	{Quoted, PhaseWaiting, Title{"已报价", "Quoted"}},
	{OwnerAgreed, PhaseWaiting, Title{"业主已同意", "Owner agreed"}},
	{Paid, PhaseNew, Title{"已收款", "Paid"}},
	{Dispatched, PhaseWorking, Title{"已派单", "Dispatched"}},
	{Sent, PhaseWorking, Title{"已发单", "Sent"}},
	{Placed, PhaseWorking, Title{"已落实承办", "Placed"}},
	{RefusedByContractor, PhaseWaiting, Title{"施工方拒绝", "Refused by contractor"}},
	{Escalated, PhaseWaiting, Title{"已上报", "Escalated"}},
	{Accepted, PhaseWorking, Title{"已接单", "Accepted"}},
	{OnSite, PhaseWorking, Title{"已到场", "On site"}},
	{HandledOnSpot, PhaseWorking, Title{"当场处理", "Handled on the spot"}}, // D-01 still runs: the office has not heard
	{InProgress, PhaseWorking, Title{"处理中", "In progress"}},
	{Mediating, PhaseWorking, Title{"调解中", "Mediating"}},
	{StopRequested, PhaseWorking, Title{"已劝阻", "Stop requested"}},
	{Contained, PhaseWorking, Title{"已处置", "Contained"}},
	{Rectifying, PhaseWorking, Title{"整改中", "Rectifying"}},
	{Objected, PhaseWorking, Title{"业主有异议", "Objected"}},
	{Invalid, PhaseWorking, Title{"无效投诉", "Invalid"}},
	{Assisted, PhaseWorking, Title{"协助处理", "Assist"}},
	{Waiting, PhaseWaiting, Title{"等待中", "Waiting"}},
	{Unfinished, PhaseWaiting, Title{"未完成", "Unfinished"}},
	{NotDone, PhaseWaiting, Title{"未做成", "Not done"}},
	{Referred, PhaseWaiting, Title{"已转报", "Referred"}},
	{Ordered, PhaseWaiting, Title{"主管部门已责令", "Ordered by the authority"}},
	{Explained, PhaseDone, Title{"已解释", "Explained"}},
	{Followed, PhaseDone, Title{"已跟进", "Followed up"}},
	{Adopted, PhaseDone, Title{"已采纳", "Adopted"}},
	{Declined, PhaseDone, Title{"未采纳", "Declined"}},
	{Resolved, PhaseDone, Title{"已解决", "Resolved"}},
	{Completed, PhaseDone, Title{"已完工", "Completed"}},
	{Done, PhaseDone, Title{"已完成", "Done"}},
	{Delivered, PhaseDone, Title{"已提供", "Delivered"}},
	{Settled, PhaseDone, Title{"已调解", "Settled"}},
	{Failed, PhaseDone, Title{"调解未成", "Failed"}},
	{Rectified, PhaseDone, Title{"已纠正", "Rectified"}},
	{Unrectified, PhaseDone, Title{"未纠正", "Unrectified"}},
	{IncidentReported, PhaseDone, Title{"已上报主任", "Reported to the director"}},
	{OwnerSigned, PhaseDone, Title{"业主已签字", "Owner signed"}},
	{Returned, PhaseDone, Title{"已回单", "Order returned"}},
	{Charged, PhaseDone, Title{"已收费", "Charged"}},
	{QualityChecked, PhaseDone, Title{"质量已检查", "Quality checked"}},
	{ResultChecked, PhaseDone, Title{"结果已检查", "Result checked"}},
	{OwnerNotified, PhaseDone, Title{"已告知业主", "Owner notified"}},
	{OwnerTold, PhaseDone, Title{"已通知验收", "Owner told"}},
	{OwnerAccepted, PhaseDone, Title{"业主已验收", "Accepted by the owner"}},
	{DeemedAccepted, PhaseDone, Title{"视为验收", "Deemed accepted"}},
	{CustomerInformed, PhaseDone, Title{"已回复客户", "Customer informed"}},
	{ReturnVisited, PhaseDone, Title{"已回访", "Return-visited"}},
	{Evaluated, PhaseDone, Title{"已评定", "Evaluated"}},
	{Awarded, PhaseEnded, Title{"已奖励", "Awarded"}},
	{Closed, PhaseEnded, Title{"已关闭", "Closed"}},
	{Cancelled, PhaseEnded, Title{"已取消", "Cancelled"}},
	{Merged, PhaseEnded, Title{"已合并", "Merged"}},
}
