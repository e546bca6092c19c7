import{n as e}from"./rolldown-runtime.js";import{A as t,C as n,D as r,I as i,O as a,T as o,b as s,f as c,u as l,v as u,y as d}from"./vendor-antd.js";import{f,h as p}from"./vendor-react.js";import{a as m,b as h,c as g,i as _,n as v,r as y,w as b}from"./use.js";import{a as x,c as S,i as C,n as w,r as ee}from"./states.js";import{n as te,t as T}from"./data-list.js";import{i as E,n as D,o as O}from"./parts.js";import{c as k,s as A}from"./i18n.js";import{_ as j,a as M,g as N,i as P,o as F}from"./vendor-data.js";import{i as I}from"./theme.js";var L=e(p(),1),R=[`COMPLAINT`,`SUGGESTION`,`PRAISE`,`ENQUIRY`,`REPAIR`,`HOME_SERVICE`,`SPECIAL_SERVICE`,`MEDICAL_AID`,`DISPUTE`,`DEFECT`],z=[`NEW`,`WORKING`,`WAITING`,`DONE`,`ENDED`],B=S(`TicketList`,`sha256:86d1c03dacc9623200d5986fd1873f4c9d1b2e88fc9ec27b3933a80aad5aa8fc`,`query TicketList($first: Int!, $after: String, $where: TicketWhere, $orderBy: TicketOrder) {
  tickets(first: $first, after: $after, where: $where, orderBy: $orderBy) {
    nodes {
      ...TicketRow
      __typename
    }
    pageInfo {
      hasNextPage
      endCursor
      __typename
    }
    __typename
  }
}

fragment TicketRow on Ticket {
  id
  number
  kind
  state
  phase
  severity
  content
  communityId
  openedAt
  dueAt
  open
  level
  contactName
  contactPhone
  community {
    id
    name
    __typename
  }
  unit {
    id
    propertyNo
    __typename
  }
  assignee {
    id
    name
    __typename
  }
  __typename
}`),V=S(`TicketCard`,`sha256:1f183c8b5040e9e161b526dbb04c6fc9877be37d04b5cf899fecdefa7ff4695d`,`query TicketCard($id: ID!) {
  ticket(id: $id) {
    ...TicketRow
    demand
    result
    ownerId
    owner {
      id
      name
      phone
      __typename
    }
    events(first: 50) {
      nodes {
        id
        at
        verb
        toState
        text
        __typename
      }
      __typename
    }
    __typename
  }
}

fragment TicketRow on Ticket {
  id
  number
  kind
  state
  phase
  severity
  content
  communityId
  openedAt
  dueAt
  open
  level
  contactName
  contactPhone
  community {
    id
    name
    __typename
  }
  unit {
    id
    propertyNo
    __typename
  }
  assignee {
    id
    name
    __typename
  }
  __typename
}`),H=S(`TicketChanged`,`sha256:69119980e2291b5ad8a9fa805cd5b70a865c783146273ab66e84303abc399198`,`subscription TicketChanged($communityId: [ID!]) {
  ticketChanged(communityId: $communityId) {
    operation
    ticketId
    ticket {
      ...TicketRow
      __typename
    }
    __typename
  }
}

fragment TicketRow on Ticket {
  id
  number
  kind
  state
  phase
  severity
  content
  communityId
  openedAt
  dueAt
  open
  level
  contactName
  contactPhone
  community {
    id
    name
    __typename
  }
  unit {
    id
    propertyNo
    __typename
  }
  assignee {
    id
    name
    __typename
  }
  __typename
}`);function U(e,t,n,{pause:r=!1}={}){let i=P(),a=(0,L.useRef)(n);a.current=n;let o=JSON.stringify(t);(0,L.useEffect)(()=>{if(r)return;let t=0,n,s=()=>{},c=()=>{let r=N(i.subscription(e,JSON.parse(o)),j(e=>{e.data?(t=0,a.current(e.data)):e.error&&(r.unsubscribe(),n=setTimeout(c,Math.min(6e4,1e3*2**t++)))}));s=()=>r.unsubscribe()};return c(),()=>{clearTimeout(n),s()}},[i,e,o,r])}var W=f();function G({open:e,close:t,title:r,children:i,footer:a,extra:o,width:s=560}){let{t:c}=v(),l=I();return(0,W.jsx)(n,{open:e,onClose:t,title:r,extra:o,footer:a??null,size:l?`100%`:s,closable:{"aria-label":c(`do.close`)},destroyOnHidden:!0,children:i})}function K(e,t){let{t:n}=v(),[,r]=M(e),[i,a]=(0,L.useState)(!1),[o,s]=(0,L.useState)();return{submit:async e=>{a(!0),s(void 0);let{data:i,error:o}=await r({input:e});if(a(!1),o){s(q(o,n(`state.network`)));return}let c=Object.values(i)[0];if(c.userErrors.length===0)return i;let l=new Set(Object.keys(t.getFieldsValue(!0)).concat(t.getFieldsError().map(e=>e.name.join(`.`)))),u=[],d=new Map;for(let e of c.userErrors){let t=e.field.replace(/^input\.?/,``);t&&l.has(t)?d.set(t,[...d.get(t)??[],e.message]):u.push(e.message)}t.setFields([...d].map(([e,t])=>({name:e.split(`.`),errors:t}))),u.length>0&&s(u.join(`
`))},busy:i,problem:o,clear:()=>s(void 0)}}function q(e,t){let n=x(e),r=n.requestId?` (${n.requestId})`:``;return n.code===`NETWORK`?t:n.message+r}function J({phone:e,ownerId:t}){let{t:n}=v(),{can:i}=m(),[o,s]=(0,L.useState)(),[c,l]=(0,L.useState)(!1);return o===void 0?e?e.includes(`*`)?(0,W.jsxs)(`span`,{style:{whiteSpace:`nowrap`},onClick:e=>e.stopPropagation(),children:[(0,W.jsx)(`span`,{className:`number`,children:e}),t&&i(`OWNERS`,`READ`)&&(0,W.jsx)(a,{trigger:`click`,open:c,onOpenChange:l,destroyOnHidden:!0,content:(0,W.jsx)(Y,{ownerId:t,show:e=>{s(e),l(!1)}}),children:(0,W.jsx)(r,{type:`text`,size:`small`,icon:(0,W.jsx)(d,{}),"aria-label":n(`phone.reveal`)})})]}):(0,W.jsx)(`a`,{className:`number`,href:`tel:${e}`,children:e}):(0,W.jsx)(`span`,{className:`muted`,children:`–`}):o?(0,W.jsx)(`a`,{className:`number`,href:`tel:${o}`,title:n(`phone.shownUntilLeft`),children:o}):(0,W.jsx)(`span`,{className:`muted`,children:n(`phone.none`)})}function Y({ownerId:e,show:t}){let{t:n}=v(),[a]=s.useForm(),{submit:o,busy:c,problem:l}=K(D,a),d=async({reason:n})=>{let r=await o({ownerId:e,reason:n});r&&t(r.revealOwner.phone??``)};return(0,W.jsxs)(s,{form:a,layout:`vertical`,style:{width:260},onFinish:e=>void d(e),requiredMark:!1,children:[(0,W.jsx)(s.Item,{name:`reason`,label:n(`phone.why`),extra:n(`phone.whyHint`),rules:[{required:!0,whitespace:!0,message:n(`form.required`)}],children:(0,W.jsx)(u,{autoFocus:!0,maxLength:200})}),l&&(0,W.jsx)(i,{type:`error`,role:`alert`,title:l,style:{marginBottom:8}}),(0,W.jsx)(r,{type:`primary`,htmlType:`submit`,loading:c,block:!0,children:n(`phone.show`)})]})}var X=()=>k(`tickets`);function Z({id:e,close:t}){let{t:n}=X(),r=A(),[{data:i,error:a,fetching:o},s]=F({query:V,variables:{id:e??``},pause:!e,requestPolicy:`cache-and-network`}),c=i?.ticket?.id===e?i?.ticket:void 0;return(0,W.jsx)(G,{open:!!e,close:t,title:c?`${r(`TicketKind`,c.kind)} ${c.number}`:n(`title`),extra:c&&(0,W.jsx)($,{row:c}),children:c?(0,W.jsx)(ne,{ticket:c}):a?(0,W.jsx)(w,{error:a,retry:()=>s({requestPolicy:`network-only`})}):o?(0,W.jsx)(ee,{}):(0,W.jsx)(C,{title:n(`gone`),hint:``})})}function ne({ticket:e}){let{t,lang:n}=X(),{can:r}=m(),i=A();return(0,W.jsxs)(W.Fragment,{children:[(0,W.jsxs)(`dl`,{className:`facts-list`,children:[(0,W.jsx)(`dt`,{children:t(`content`)}),(0,W.jsx)(`dd`,{children:e.content}),e.demand&&(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(`dt`,{children:t(`demand`)}),(0,W.jsx)(`dd`,{children:e.demand})]}),e.result&&(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(`dt`,{children:t(`result`)}),(0,W.jsx)(`dd`,{children:e.result})]}),(0,W.jsx)(`dt`,{children:t(`community`)}),(0,W.jsxs)(`dd`,{children:[e.community.name,e.unit&&` · ${e.unit.propertyNo}`]}),(0,W.jsx)(`dt`,{children:t(`severity`)}),(0,W.jsx)(`dd`,{children:i(`TicketSeverity`,e.severity)}),e.owner&&r(`OWNERS`,`MASKED`)&&(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(`dt`,{children:t(`owner`)}),(0,W.jsxs)(`dd`,{children:[e.owner.name,` `,(0,W.jsx)(J,{phone:e.owner.phone,ownerId:e.owner.id})]})]}),r(`CONTACTS`,`MASKED`)&&(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(`dt`,{children:t(`contact`)}),(0,W.jsxs)(`dd`,{children:[e.contactName??`–`,` `,(0,W.jsx)(J,{phone:e.contactPhone})]})]}),(0,W.jsx)(`dt`,{children:t(`assignee`)}),(0,W.jsx)(`dd`,{children:e.assignee?.name??`–`}),(0,W.jsx)(`dt`,{children:t(`opened`)}),(0,W.jsx)(`dd`,{className:`number`,children:E(e.openedAt,n)}),(0,W.jsx)(`dt`,{children:t(`due`)}),(0,W.jsx)(`dd`,{children:(0,W.jsx)(Q,{row:e})})]}),(0,W.jsx)(`h2`,{style:{fontSize:15,marginTop:20},children:t(`events`)}),(0,W.jsx)(l,{items:e.events.nodes.map(e=>({key:e.id,content:(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(`span`,{className:`number muted`,children:E(e.at,n)}),` `,i(`TicketState`,e.toState),e.text&&(0,W.jsx)(`div`,{children:e.text})]})}))})]})}function re(e,t,n,r){let i=h(e.kind,R),a=h(e.phase,z),o=e.opened===`period`?g(t):void 0;return{where:{...n?{communityId:n}:{},...i.length?{kind:i}:{},...a.length?{phase:a}:{},...e.number?{numberStartsWith:e.number}:{},...o?{openedAtFrom:o.from,openedAtBefore:o.before}:{},...e.overdue===`1`?{open:!0,dueAtBefore:r}:{}},orderBy:e.order===`due`?{field:`DUE_AT`,direction:`ASC`}:{field:`OPENED_AT`,direction:`DESC`}}}function ie(){let{t:e}=X(),[t,n]=b(),{period:i}=y(),a=_(),[o]=(0,L.useState)(()=>new Date().toISOString()),s={first:50,...re(t,i,a,o)},c=te(B,s,e=>e.tickets),[l,u]=(0,L.useState)(0);U(H,a?{communityId:a}:{},({ticketChanged:e})=>{e.operation!==`UPDATE`&&u(e=>e+1)});let d=se(),f=()=>{u(0),c.refresh()};return(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(`div`,{className:`page-head`,children:(0,W.jsx)(`h1`,{children:e(`title`)})}),(0,W.jsx)(T,{label:e(`title`),rows:{...c,refresh:f},columns:d,card:e=>(0,W.jsx)(ce,{row:e}),open:e=>n({ticket:e.id},`push`),asked:{document:B,variables:s},bar:(0,W.jsx)(ae,{}),note:l>0&&(0,W.jsx)(r,{size:`small`,type:`primary`,onClick:f,children:e(`news`,{count:l})})}),(0,W.jsx)(Z,{id:t.ticket,close:()=>n({ticket:void 0})})]})}function ae(){let{t:e}=X(),n=A(),[r,i]=b();return(0,W.jsxs)(W.Fragment,{children:[(0,W.jsx)(t,{mode:`multiple`,maxTagCount:`responsive`,style:{minWidth:130},placeholder:e(`anyKind`),"aria-label":e(`kind`),value:h(r.kind,R),options:R.map(e=>({value:e,label:n(`TicketKind`,e)})),onChange:e=>i({kind:e.join(`,`)})}),(0,W.jsx)(t,{mode:`multiple`,maxTagCount:`responsive`,style:{minWidth:130},placeholder:e(`anyPhase`),"aria-label":e(`phase`),value:h(r.phase,z),options:z.map(e=>({value:e,label:n(`TicketPhase`,e)})),onChange:e=>i({phase:e.join(`,`)})}),(0,W.jsx)(t,{"aria-label":e(`order`),value:r.order===`due`?`due`:`latest`,options:[{value:`latest`,label:e(`latest`)},{value:`due`,label:e(`dueFirst`)}],onChange:e=>i({order:e===`due`?e:void 0})}),(0,W.jsx)(u.Search,{allowClear:!0,style:{width:170},placeholder:e(`find`),"aria-label":e(`find`),defaultValue:r.number,onSearch:e=>i({number:e.trim()})}),(0,W.jsx)(o,{checked:r.opened===`period`,onChange:e=>i({opened:e.target.checked?`period`:void 0}),children:e(`period`)}),(0,W.jsx)(o,{checked:r.overdue===`1`,onChange:e=>i({overdue:e.target.checked?`1`:void 0}),children:e(`overdue`)})]})}function Q({row:e}){let{lang:t}=X(),n=e.open&&Date.parse(e.dueAt)<Date.now();return(0,W.jsx)(`span`,{className:n?`bad number`:`number`,children:O(e.dueAt,t)})}var oe={NEW:`blue`,WORKING:`cyan`,WAITING:`gold`,DONE:`green`,ENDED:`default`};function $({row:e}){let t=A();return(0,W.jsx)(c,{color:oe[e.phase]??`default`,style:{marginInlineEnd:0},children:t(`TicketState`,e.state)})}function se(){let{t:e,lang:t}=X(),{can:n,single:r}=m(),i=A();return(0,L.useMemo)(()=>[{key:`number`,title:e(`number`),width:140,render:e=>(0,W.jsx)(`span`,{className:`number`,children:e.number}),value:e=>e.number},{key:`kind`,title:e(`kind`),width:96,render:e=>i(`TicketKind`,e.kind),value:e=>i(`TicketKind`,e.kind)},{key:`state`,title:e(`state`),width:120,render:e=>(0,W.jsx)($,{row:e}),value:e=>i(`TicketState`,e.state)},{key:`content`,title:e(`content`),width:320,render:e=>e.content,value:e=>e.content},!r&&{key:`community`,title:e(`community`),width:130,render:e=>e.community.name,value:e=>e.community.name},{key:`unit`,title:e(`unit`),width:110,render:e=>e.unit?.propertyNo??`–`,value:e=>e.unit?.propertyNo},n(`CONTACTS`,`MASKED`)&&{key:`contact`,title:e(`contact`),width:90,render:e=>e.contactName??`–`,value:e=>e.contactName},n(`CONTACTS`,`MASKED`)&&{key:`phone`,title:e(`phone`),width:130,render:e=>(0,W.jsx)(J,{phone:e.contactPhone}),value:e=>e.contactPhone},{key:`assignee`,title:e(`assignee`),width:90,render:e=>e.assignee?.name??`–`,value:e=>e.assignee?.name},{key:`opened`,title:e(`opened`),width:120,render:e=>(0,W.jsx)(`span`,{className:`number`,children:O(e.openedAt,t)}),value:e=>new Date(e.openedAt)},{key:`due`,title:e(`due`),width:120,render:e=>(0,W.jsx)(Q,{row:e}),value:e=>new Date(e.dueAt)}].filter(e=>e!==!1),[e,t,n,r,i])}function ce({row:e}){let{single:t}=m(),n=A();return(0,W.jsxs)(W.Fragment,{children:[(0,W.jsxs)(`span`,{className:`row`,style:{flexWrap:`nowrap`},children:[(0,W.jsx)(`strong`,{children:n(`TicketKind`,e.kind)}),(0,W.jsx)(`span`,{className:`muted number cut grow`,children:e.number}),(0,W.jsx)($,{row:e})]}),(0,W.jsx)(`span`,{className:`cut`,children:e.content}),(0,W.jsxs)(`span`,{className:`row muted`,style:{flexWrap:`nowrap`},children:[(0,W.jsx)(`span`,{className:`cut grow`,children:[t?``:e.community.name,e.unit?.propertyNo,e.assignee?.name].filter(Boolean).join(` · `)}),(0,W.jsx)(Q,{row:e})]})]})}export{Q as Due,$ as State,ie as default};