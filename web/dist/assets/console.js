const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/page-pulse.js","assets/states.js","assets/rolldown-runtime.js","assets/vendor-react.js","assets/vendor-antd.js","assets/use.js","assets/i18n.js","assets/vendor-i18n.js","assets/vendor-data.js","assets/metric-tiles.js","assets/actions.js","assets/parts.js","assets/page-tickets.js","assets/data-list.js","assets/theme.js","assets/page-estates.js","assets/page-people.js","assets/page-quality.js","assets/page-data.js","assets/page-profile.js","assets/page-admin.js","assets/esm.js","assets/vendor-pinyin.js"])))=>i.map(i=>d[i]);
import{n as e}from"./rolldown-runtime.js";import{a as t,c as n,f as r,h as i,i as a,l as o,n as s,o as c,p as l,r as u,s as d,t as f}from"./vendor-react.js";import{D as p,E as m,F as h,I as g,N as _,O as v,S as ee,_ as y,a as te,b,c as ne,h as re,i as ie,j as ae,l as oe,m as se,n as ce,o as le,s as ue,t as de,v as x,w as fe,x as pe}from"./vendor-antd.js";import{a as me,i as S,n as C,o as he,r as ge,s as _e,t as w}from"./i18n.js";import{S as T,_ as ve,a as E,d as ye,f as be,g as xe,h as D,m as O,n as k,o as Se,p as A,t as j,u as Ce,v as M,w as N,x as P,y as we}from"./use.js";import{a as Te,c as F,l as I,n as L,o as R,r as z,t as B}from"./states.js";import{i as Ee,o as V,r as De}from"./vendor-data.js";import{a as Oe,n as ke,r as Ae,t as je}from"./theme.js";(function(){let e=document.createElement(`link`).relList;if(e&&e.supports&&e.supports(`modulepreload`))return;for(let e of document.querySelectorAll(`link[rel="modulepreload"]`))n(e);new MutationObserver(e=>{for(let t of e)if(t.type===`childList`)for(let e of t.addedNodes)e.tagName===`LINK`&&e.rel===`modulepreload`&&n(e)}).observe(document,{childList:!0,subtree:!0});function t(e){let t={};return e.integrity&&(t.integrity=e.integrity),e.referrerPolicy&&(t.referrerPolicy=e.referrerPolicy),t.credentials=e.crossOrigin===`use-credentials`?`include`:e.crossOrigin===`anonymous`?`omit`:`same-origin`,t}function n(e){if(e.ep)return;e.ep=!0;let n=t(e);fetch(e.href,n)}})();var H=e(i(),1),Me=l(),Ne=e(oe(),1),U=[{name:`pulse`,path:`/`,letter:`p`,inNav:!0,open:()=>!0,load:()=>I(()=>import(`./page-pulse.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10,11])),texts:{"zh-CN":()=>I(()=>import(`./text-pulse-zh.js`),[]),en:()=>I(()=>import(`./text-pulse-en.js`),[])}},{name:`tickets`,path:`/tickets`,letter:`t`,inNav:!0,open:e=>e(`TICKETS`),load:()=>I(()=>import(`./page-tickets.js`),__vite__mapDeps([12,2,4,3,5,6,7,1,8,13,14,10,11])),texts:{"zh-CN":()=>I(()=>import(`./text-tickets-zh.js`),[]),en:()=>I(()=>import(`./text-tickets-en.js`),[])}},{name:`estates`,path:`/estates`,letter:`e`,inNav:!0,open:e=>e(`PORTFOLIO`),load:()=>I(()=>import(`./page-estates.js`),__vite__mapDeps([15,2,3,5,6,7,1,4,8,13,14,10])),texts:{"zh-CN":()=>I(()=>import(`./text-estates-zh.js`),[]),en:()=>I(()=>import(`./text-estates-en.js`),[])}},{name:`people`,path:`/people`,letter:`s`,inNav:!0,open:e=>e(`PEOPLE`),load:()=>I(()=>import(`./page-people.js`),__vite__mapDeps([16,2,3,1,4,5,6,7,8,13,14,10])),texts:{"zh-CN":()=>I(()=>import(`./text-people-zh.js`),[]),en:()=>I(()=>import(`./text-people-en.js`),[])}},{name:`quality`,path:`/quality`,letter:`q`,inNav:!0,open:e=>e(`QUALITY`)||e(`DUTIES`),load:()=>I(()=>import(`./page-quality.js`),__vite__mapDeps([17,1,2,3,4,5,6,7,8,9,10,11])),texts:{"zh-CN":()=>I(()=>import(`./text-quality-zh.js`),[]),en:()=>I(()=>import(`./text-quality-en.js`),[])}},{name:`data`,path:`/data`,letter:`d`,inNav:!0,open:()=>!0,load:()=>I(()=>import(`./page-data.js`),__vite__mapDeps([18,6,7,2,3])),texts:{"zh-CN":()=>I(()=>import(`./text-data-zh.js`),[]),en:()=>I(()=>import(`./text-data-en.js`),[])}},{name:`profile`,path:`/profile`,letter:`m`,inNav:!1,open:()=>!0,load:()=>I(()=>import(`./page-profile.js`),__vite__mapDeps([19,5,2,3,6,7])),texts:{"zh-CN":()=>I(()=>import(`./text-profile-zh.js`),[]),en:()=>I(()=>import(`./text-profile-en.js`),[])}},{name:`admin`,path:`/admin`,letter:`a`,inNav:!1,open:e=>e(`ADMIN`,`READ`),load:()=>I(()=>import(`./page-admin.js`),__vite__mapDeps([20,2,3,1,4,5,6,7,8,13,14,10])),texts:{"zh-CN":()=>I(()=>import(`./text-admin-zh.js`),[]),en:()=>I(()=>import(`./text-admin-en.js`),[])}}];for(let e of U)S(e.name,e.texts);var Pe=F(`Search`,`sha256:29ebd679ef5b8f68a53f9a9e3af60a7551104a2aeb69ba222a11e5b299274bd3`,`query Search($text: String!) {
  search(text: $text, first: 6) {
    matched
    node {
      __typename
      id
      ... on Ticket {
        number
        kind
        state
        content
        communityId
        __typename
      }
      ... on Unit {
        propertyNo
        communityId
        __typename
      }
      ... on Owner {
        code
        name
        communityId
        __typename
      }
      ... on Staff {
        staffName: name
        __typename
      }
    }
    __typename
  }
}`),Fe=F(`Viewer`,`sha256:a11c66bd521a63cd0e362cfb888905ff2b0739583e9998eb9fa18506215bd288`,`query Viewer {
  viewer {
    user {
      id
      login
      name
      locale
      __typename
    }
    roles
    freeQueries
    access {
      group
      level
      whole
      communityCount
      __typename
    }
    __typename
  }
  companies(first: 100) {
    nodes {
      id
      name
      managementOffices(first: 100) {
        nodes {
          id
          name
          __typename
        }
        __typename
      }
      __typename
    }
    __typename
  }
}`),Ie=F(`Communities`,`sha256:0f5ebbcfa26a4e30c6076396bdcec30963b55ad5ef88b31873b49656c12bbcee`,`query Communities($after: String) {
  communities(first: 200, after: $after) {
    nodes {
      id
      code
      name
      managementOfficeId
      __typename
    }
    pageInfo {
      hasNextPage
      endCursor
      __typename
    }
    __typename
  }
}`),Le=F(`SignIn`,`sha256:68e4b5f53223223e9f2a6440cc9957f3193210922c5c997b5bf2670369450d69`,`mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    viewer {
      access {
        group
        __typename
      }
      __typename
    }
    userErrors {
      ...UserErrorParts
      __typename
    }
    __typename
  }
}

fragment UserErrorParts on UserError {
  field
  code
  message
  __typename
}`),Re=F(`SignOut`,`sha256:868b7baa96fc6fd23a2a1747274040c4b7be029dd19dbbb16388ab8bf09e0f7e`,`mutation SignOut {
  signOut {
    signedOut
    userErrors {
      ...UserErrorParts
      __typename
    }
    __typename
  }
}

fragment UserErrorParts on UserError {
  field
  code
  message
  __typename
}`);F(`SetLocale`,`sha256:4d6dc0d0df91b950583dc15ee735c84bd134dadbe4c1d52b5f302bd914670555`,`mutation SetLocale($input: UpdateUserInput!) {
  updateUser(input: $input) {
    user {
      id
      locale
      __typename
    }
    userErrors {
      ...UserErrorParts
      __typename
    }
    __typename
  }
}

fragment UserErrorParts on UserError {
  field
  code
  message
  __typename
}`);var W=[`BARE`,`MASKED`,`READ`,`WRITE`];function ze(e){let t=new Map(e.map(e=>[e.group,W.indexOf(e.level)]));return(e,n=`BARE`)=>(t.get(e)??-1)>=W.indexOf(n)}var G=r();function Be({children:e}){let t=o(),n=(0,H.useCallback)(e=>{let n={...M(T(location.search)),...e?{back:e}:{}};t({to:`/sign-in`,search:n,replace:!0})},[t]),[r]=(0,H.useState)(()=>R(()=>{let e=location.pathname+location.search;n(e===`/`?void 0:e)}));return(0,G.jsx)(De,{value:r,children:(0,G.jsx)(Ve,{leave:n,children:e})})}function Ve({leave:e,children:t}){let n=Ee(),[{data:r,error:i,fetching:a},o]=V({query:Fe}),[s,c]=(0,H.useState)(),[l,u]=(0,H.useState)(),d=!!r?.viewer,f=!a&&!!r&&!r?.viewer;(0,H.useEffect)(()=>{f&&e(location.pathname===`/`&&!location.search?void 0:location.pathname+location.search)},[f,e]),(0,H.useEffect)(()=>{if(!d)return;let e=!1;return(async()=>{let t=[],r=null;do{let i=await n.query(Ie,{after:r}).toPromise();if(i.error){e||u(i.error);return}let a=i.data?.communities;t.push(...a?.nodes??[]),r=a?.pageInfo.hasNextPage?a.pageInfo.endCursor??null:null}while(r&&!e);e||c(t)})(),()=>void(e=!0)},[n,d]);let p=(0,H.useMemo)(()=>{if(!r?.viewer||!s)return;let t=ve(r.companies.nodes,s);return{viewer:r.viewer,can:ze(r.viewer.access),tree:t,names:xe(t),single:D(t).length<=1,signOut:()=>void n.mutation(Re,{}).toPromise().then(()=>e(void 0))}},[r,s,n,e]);return i&&!r?.viewer?(0,G.jsx)(L,{error:i,retry:()=>o({requestPolicy:`network-only`})}):l?(0,G.jsx)(L,{error:l,retry:()=>location.reload()}):p?(0,G.jsx)(j,{value:p,children:t}):(0,G.jsx)(`div`,{style:{padding:24},children:(0,G.jsx)(z,{rows:8})})}function He({open:e,close:t}){let{t:n}=k(),{can:r}=E(),i=[[`/`,n(`keys.search`)],[`?`,n(`keys.help`)],[`j`,n(`keys.down`)],[`k`,n(`keys.up`)],[`Enter`,n(`keys.open`)],[`Esc`,n(`keys.close`)],...U.filter(e=>e.open(r)).map(e=>[`g ${e.letter}`,n(`keys.go`,{page:n(`nav.${e.name}`)})])];return(0,G.jsx)(y,{open:e,onCancel:t,footer:null,title:n(`keys.title`),width:420,children:(0,G.jsx)(`dl`,{className:`facts-list`,children:i.map(([e,t])=>(0,G.jsxs)(`div`,{style:{display:`contents`},children:[(0,G.jsx)(`dt`,{children:(0,G.jsx)(`kbd`,{children:e})}),(0,G.jsx)(`dd`,{children:t})]},e))})})}function Ue(){let{t:e}=k(),[t,n]=N(),[r,i]=(0,H.useState)(!1),a=Ce(t.period),o=be(t.period,A()),s=A().slice(0,7),c=e=>{n({period:e===`month`?void 0:e})},l=o.from.slice(0,7),u=o.to.slice(0,7),d=(0,G.jsxs)(`div`,{style:{display:`flex`,flexDirection:`column`,gap:4,width:240},children:[ye.map(t=>(0,G.jsx)(p,{type:t===a?`primary`:`text`,"aria-pressed":t===a,style:{justifyContent:`flex-start`},onClick:()=>{c(t),i(!1)},children:e(`period.${t}`)},t)),(0,G.jsxs)(`fieldset`,{style:{border:0,padding:`4px 0 0`,margin:0,display:`flex`,gap:4,alignItems:`center`},children:[(0,G.jsx)(`legend`,{className:`muted`,style:{padding:0},children:e(`period.custom`)}),(0,G.jsx)(K,{label:`${e(`period.custom`)} 1`,value:l,last:s,onChange:e=>c(`${e}..${e>u?e:u}`)}),(0,G.jsx)(`span`,{children:`–`}),(0,G.jsx)(K,{label:`${e(`period.custom`)} 2`,value:u,last:s,onChange:e=>c(`${e<l?e:l}..${e}`)})]})]});return(0,G.jsx)(v,{content:d,trigger:`click`,placement:`bottomLeft`,open:r,onOpenChange:i,children:(0,G.jsx)(p,{icon:(0,G.jsx)(fe,{}),"aria-label":`${e(`period.pick`)}: ${a?e(`period.${a}`):`${l} – ${u}`}`,children:a?e(`period.${a}`):l===u?l:`${l} – ${u}`})})}function K({label:e,value:t,last:n,onChange:r}){let i=Array.from({length:36},(e,t)=>Se(n,-t));return i.includes(t)||i.push(t),(0,G.jsx)(`select`,{"aria-label":e,value:t,onChange:e=>r(e.target.value),className:`native-select`,children:i.map(e=>(0,G.jsx)(`option`,{children:e},e))})}function We(){let{t:e}=k(),{tree:t,names:n,single:r}=E(),[i]=N(),[a,o]=(0,H.useState)(!1);if(r)return(0,G.jsx)(`strong`,{className:`cut`,children:D(t)[0]?.name??e(`scope.none`)});let s=(i.scope??``).split(`,`).filter(e=>n.has(e)),c=O(i.scope,t)?.length,l=s.length===0||!c?e(`scope.all`):s.length===1?n.get(s[0]):e(`scope.some`,{count:c});return(0,G.jsx)(v,{content:(0,G.jsx)(Ge,{}),trigger:`click`,placement:`bottomLeft`,open:a,onOpenChange:o,destroyOnHidden:!0,children:(0,G.jsx)(p,{icon:(0,G.jsx)(ne,{}),"aria-label":`${e(`scope.pick`)}: ${l}`,className:`scope-button`,children:(0,G.jsx)(`span`,{className:`cut`,children:l})})})}function Ge(){let{t:e}=k(),{tree:t}=E(),[n,r]=N(),[i,a]=(0,H.useState)(``),o=qe(),s=(0,H.useMemo)(()=>i?Y(t,i.trim(),o):t,[t,i,o]),c=(n.scope??``).split(`,`).filter(Boolean),l=(0,H.useMemo)(()=>J(t),[t]),u=(0,H.useMemo)(()=>s.map(q),[s]),d=e=>{let n=new Set(J(s)),i=[...new Set(O(c.join(`,`),t)??[])].filter(e=>!n.has(e)),a=[...O(e.join(`,`),s)??[],...i];r({scope:Ke(a,t).join(`,`)})};return(0,G.jsxs)(`div`,{style:{width:`min(340px, 80vw)`},children:[(0,G.jsxs)(`div`,{className:`row`,style:{flexWrap:`nowrap`,marginBottom:8},children:[(0,G.jsx)(x,{autoFocus:!0,allowClear:!0,placeholder:e(`scope.search`),"aria-label":e(`scope.search`),value:i,onChange:e=>a(e.target.value)}),(0,G.jsx)(p,{disabled:c.length===0,onClick:()=>r({scope:void 0}),children:e(`scope.all`)})]}),s.length===0?(0,G.jsx)(`p`,{className:`muted`,children:e(`scope.none`)}):(0,G.jsx)(se,{checkable:!0,selectable:!1,virtual:!0,height:360,"aria-label":e(`scope.pick`),...i?{expandedKeys:J(s)}:{defaultExpandedKeys:l.length<80?l:t.map(e=>e.id)},treeData:u,checkedKeys:O(c.join(`,`),t)??[],onCheck:e=>d((Array.isArray(e)?e:e.checked).map(String))})]})}function q(e){return{key:e.id,title:e.name,children:e.children.map(q)}}function J(e){return e.flatMap(e=>[e.id,...J(e.children)])}function Y(e,t,n){return e.flatMap(e=>{if(n(e.name,t)||e.code?.toLowerCase().startsWith(t.toLowerCase()))return[e];let r=Y(e.children,t,n);return r.length>0?[{...e,children:r}]:[]})}function Ke(e,t){let n=new Set(e),r=e=>e.children.length===0?n.has(e.id):e.children.every(r),i=e=>e.flatMap(e=>r(e)?[e.id]:i(e.children));return t.every(r)?[]:i(t)}function qe(){let[e,t]=(0,H.useState)();return(0,H.useEffect)(()=>{let e=!1;return I(async()=>{let{match:e}=await import(`./esm.js`);return{match:e}},__vite__mapDeps([21,22])).then(({match:n})=>{e||t(()=>(e,t)=>n(e,t,{continuous:!0})!==null)}),()=>void(e=!0)},[]),(0,H.useMemo)(()=>(t,n)=>t.toLowerCase().includes(n.toLowerCase())||/^[a-z ]+$/i.test(n)&&!!e?.(t,n.toLowerCase()),[e])}function Je({open:e,setOpen:t}){let{t:n}=k();return(0,G.jsxs)(G.Fragment,{children:[(0,G.jsx)(p,{icon:(0,G.jsx)(ae,{}),"aria-label":n(`search.open`),"aria-keyshortcuts":`/`,onClick:()=>t(!0),children:(0,G.jsxs)(`span`,{className:`search-text`,children:[n(`search.open`),` `,(0,G.jsx)(`kbd`,{children:`/`})]})}),(0,G.jsx)(y,{open:e,onCancel:()=>t(!1),footer:null,destroyOnHidden:!0,title:n(`search.open`),width:560,style:{top:60},children:(0,G.jsx)(Ye,{close:()=>t(!1)})})]})}function Ye({close:e}){let{t}=k(),{names:n}=E(),r=_e(),i=o(),[a]=N(),[s,c]=(0,H.useState)(``),[l,u]=(0,H.useState)(``),[d,f]=(0,H.useState)(0);(0,H.useEffect)(()=>{let e=setTimeout(()=>u(s.trim()),200);return()=>clearTimeout(e)},[s]);let[{data:p,fetching:m,error:h}]=V({query:Pe,variables:{text:l},pause:l.length<2}),g=l.length<2?[]:p?.search??[];(0,H.useEffect)(()=>f(0),[p]);let _=t=>{e(),i({to:Ze(t),search:{...M(a),...Qe(t)}})};return(0,G.jsxs)(`div`,{children:[(0,G.jsx)(x,{autoFocus:!0,size:`large`,role:`combobox`,"aria-expanded":g.length>0,"aria-controls":`search-hits`,"aria-activedescendant":g[d]?`hit-${g[d].node.id}`:void 0,"aria-label":t(`search.open`),placeholder:t(`search.hint`),value:s,onChange:e=>c(e.target.value),onKeyDown:e=>{if(e.key===`ArrowDown`)f(e=>Math.min(e+1,g.length-1));else if(e.key===`ArrowUp`)f(e=>Math.max(e-1,0));else if(e.key===`Enter`&&g[d])_(g[d].node);else return;e.preventDefault()}}),(0,G.jsx)(`div`,{id:`search-hits`,role:`listbox`,"aria-label":t(`search.open`),style:{marginTop:8,maxHeight:`60vh`,overflow:`auto`},children:g.map(({node:e},i)=>(0,G.jsxs)(`div`,{id:`hit-${e.id}`,role:`option`,"aria-selected":i===d,onClick:()=>_(e),style:{padding:`8px 10px`,borderRadius:4,cursor:`pointer`,display:`flex`,gap:8,background:i===d?`var(--hub-active)`:void 0},children:[(0,G.jsx)(`span`,{className:`muted`,style:{flex:`0 0 4em`},children:t(`search.${e.__typename}`)}),(0,G.jsx)(`span`,{className:`grow cut`,children:Xe(e,r)}),`communityId`in e&&(0,G.jsx)(`span`,{className:`muted`,children:n.get(e.communityId)})]},e.id))}),l.length<2?(0,G.jsx)(`p`,{className:`muted`,children:t(`search.more`)}):m&&g.length===0?(0,G.jsx)(z,{rows:3}):h?(0,G.jsx)(`p`,{role:`alert`,className:`bad`,children:h.graphQLErrors[0]?.message??t(`state.network`)}):g.length===0?(0,G.jsx)(`p`,{role:`status`,className:`muted`,children:t(`search.none`)}):null]})}function Xe(e,t){switch(e.__typename){case`Ticket`:return`${e.number} ${t(`TicketKind`,e.kind)} · ${e.content}`;case`Unit`:return e.propertyNo;case`Owner`:return`${e.name??`–`} ${e.code}`;case`Staff`:return e.staffName;default:return``}}function Ze(e){return e.__typename===`Ticket`?`/tickets`:e.__typename===`Staff`?`/people`:`/estates`}function Qe(e){return{[e.__typename.toLowerCase()]:e.id}}function $e(){let{t:e,lang:t}=k(),[,n]=N(),r=t===`en`?`zh-CN`:`en`;return(0,G.jsx)(p,{type:`text`,lang:r,onClick:()=>n({lang:r}),children:e(`user.language`)})}function et({showKeys:e}){let{t,lang:n}=k(),{viewer:r,can:i,signOut:a}=E(),[s,c]=N(),l=o(),u=P(s.theme,ke)??`auto`,d=[...U.filter(e=>!e.inNav&&e.open(i)).map(e=>({key:e.path,label:t(`nav.${e.name}`)})),{type:`divider`},{key:`lang`,label:(0,G.jsx)(`span`,{lang:n===`en`?`zh-CN`:`en`,children:t(`user.language`)})},...[`light`,`dark`,`auto`].map(e=>({key:`theme:${e}`,label:`${u===e?`● `:`○ `}${t(`user.${e}`)}`})),{key:`keys`,label:t(`user.keys`)},{type:`divider`},{key:`out`,label:t(`user.signOut`)}];return(0,G.jsx)(ee,{menu:{items:d,onClick:({key:t})=>{t===`out`?a():t===`keys`?e():t===`lang`?c({lang:n===`en`?`zh-CN`:`en`}):t.startsWith(`theme:`)?c({theme:t===`theme:auto`?void 0:t.slice(6)}):l({to:t,search:M(s)})}},trigger:[`click`],placement:`bottomRight`,children:(0,G.jsx)(p,{type:`text`,icon:(0,G.jsx)(de,{}),"aria-label":`${t(`user.menu`)}: ${r.user?.name??``}`,"aria-haspopup":`menu`,children:(0,G.jsx)(`span`,{className:`user-name`,children:r.user?.name})})})}var tt={pulse:(0,G.jsx)(te,{}),tickets:(0,G.jsx)(pe,{}),estates:(0,G.jsx)(ue,{}),people:(0,G.jsx)(ce,{}),quality:(0,G.jsx)(le,{}),data:(0,G.jsx)(ie,{})};function nt({children:e}){let{t}=k(),{can:r}=E(),[i]=N(),a=o(),s=f({select:e=>e.pathname}),[c,l]=(0,H.useState)(!1),[u,d]=(0,H.useState)(!1),p=U.filter(e=>e.open(r));return Oe({"?":()=>l(!0),"/":()=>d(!0),...Object.fromEntries(p.map(e=>[`g ${e.letter}`,()=>void a({to:e.path,search:M(i)})]))}),i.screen===`big`?(0,G.jsx)(`main`,{id:`content`,style:{minHeight:`100dvh`,padding:16,boxSizing:`border-box`,background:`var(--hub-layout)`,color:`var(--hub-text)`},children:(0,G.jsx)(B,{at:s,children:e})}):(0,G.jsxs)(`div`,{className:`shell`,children:[(0,G.jsxs)(`header`,{children:[(0,G.jsx)(`a`,{className:`skip`,href:`#content`,children:t(`nav.skip`)}),(0,G.jsxs)(n,{className:`brand`,to:`/`,search:M(i),"aria-label":`EstateHub`,children:[(0,G.jsx)(`svg`,{width:`18`,height:`18`,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:(0,G.jsx)(`path`,{fill:`currentColor`,d:`M1 15V5h6V1h8v14h-5v-4H8v4z`})}),(0,G.jsx)(`span`,{children:`EstateHub`})]}),(0,G.jsx)(We,{}),(0,G.jsx)(Ue,{}),(0,G.jsx)(`span`,{className:`grow`}),(0,G.jsx)(Je,{open:u,setOpen:d}),(0,G.jsx)(et,{showKeys:()=>l(!0)})]}),(0,G.jsx)(`nav`,{"aria-label":t(`nav.main`),children:p.filter(e=>e.inNav).map(e=>(0,G.jsxs)(n,{to:e.path,search:M(i),"aria-current":s===e.path?`page`:void 0,children:[(0,G.jsx)(`span`,{"aria-hidden":`true`,children:tt[e.name]}),t(`nav.${e.name}`)]},e.name))}),(0,G.jsx)(`main`,{id:`content`,tabIndex:-1,children:(0,G.jsx)(B,{at:s,children:e})}),(0,G.jsx)(He,{open:c,close:()=>l(!1)})]})}function rt(e){if(!e||!/^\/(?![/\\])/.test(e)||e.startsWith(`/sign-in`))return{path:`/`,search:{}};let t=e.indexOf(`?`);return t<0?{path:e,search:{}}:{path:e.slice(0,t),search:T(e.slice(t))}}function it(){let{t:e}=k(),[t]=N(),n=o(),r=(0,H.useMemo)(()=>R(()=>{}),[]),[i,a]=(0,H.useState)(!1),[s,c]=(0,H.useState)(),l=async i=>{a(!0),c(void 0);let{data:o,error:s}=await r.mutation(Le,{input:i}).toPromise();if(a(!1),s){let t=Te(s);c(t.code===`NETWORK`?e(`state.network`):t.message);return}let l=o?.signIn.userErrors??[];if(l.length>0){c(l.map(e=>e.message).join(`
`));return}let u=rt(t.back);await n({to:u.path,search:{...M(t),...u.search},replace:!0})};return(0,G.jsx)(`main`,{className:`center`,style:{minHeight:`100dvh`,background:`var(--hub-layout)`},children:(0,G.jsxs)(m,{style:{width:`min(360px, calc(100vw - 32px))`},children:[(0,G.jsxs)(`div`,{className:`row`,style:{marginBottom:16,flexWrap:`nowrap`},children:[(0,G.jsx)(`h1`,{className:`grow`,style:{fontSize:20,margin:0},children:e(`signIn.title`)}),(0,G.jsx)($e,{})]}),(0,G.jsxs)(b,{layout:`vertical`,size:`large`,requiredMark:!1,onFinish:e=>void l(e),children:[(0,G.jsx)(b.Item,{name:`login`,label:e(`signIn.login`),rules:[{required:!0,message:e(`signIn.loginMissing`)}],children:(0,G.jsx)(x,{autoComplete:`username`,autoCapitalize:`none`,spellCheck:!1,autoFocus:!0})}),(0,G.jsx)(b.Item,{name:`password`,label:e(`signIn.password`),rules:[{required:!0,message:e(`signIn.passwordMissing`)}],children:(0,G.jsx)(x.Password,{autoComplete:`current-password`})}),s&&(0,G.jsx)(g,{type:`error`,role:`alert`,title:s,style:{marginBottom:16}}),(0,G.jsx)(p,{type:`primary`,htmlType:`submit`,block:!0,loading:i,children:e(`signIn.submit`)})]})]})})}var X=c({component:()=>(0,G.jsx)(ct,{children:(0,G.jsx)(a,{})}),notFoundComponent:$}),at=d({getParentRoute:()=>X,path:`/sign-in`,component:it}),Z=d({getParentRoute:()=>X,id:`inside`,component:()=>(0,G.jsx)(Be,{children:(0,G.jsx)(nt,{children:(0,G.jsx)(a,{})})})});function Q(e){let n=t(async()=>{let[t]=await Promise.all([e.load(),ge(e.name)]);return t});return d({getParentRoute:()=>Z,path:e.path,component:function(){let{can:t}=E();return e.open(t)?(0,G.jsx)(n,{}):(0,G.jsx)($,{})}})}var ot=u({routeTree:X.addChildren([at,Z.addChildren(U.map(Q))]),parseSearch:T,stringifySearch:we,defaultPreload:!1,scrollRestoration:!1});function $(){let{t:e}=k(),[t]=N();return(0,G.jsx)(re,{status:`info`,title:e(`state.notFound`),extra:(0,G.jsx)(n,{to:`/`,search:M(t),children:(0,G.jsx)(p,{tabIndex:-1,children:e(`state.home`)})})})}function st(){return(0,G.jsx)(s,{router:ot})}function ct({children:e}){let[t]=N(),{lang:n}=k(),r=Ae(),i=P(t.lang,C)??w();return(0,H.useEffect)(()=>void me(i),[i]),(0,H.useEffect)(()=>{let e=document.documentElement;e.style.colorScheme=r?`dark`:`light`;for(let[t,n]of Object.entries(r?ut:lt))e.style.setProperty(`--hub-${t}`,n)},[r]),(0,G.jsx)(h,{...n===`zh-CN`?{locale:Ne.default}:{},theme:je(r),button:{autoInsertSpace:!1},children:(0,G.jsx)(_,{style:{height:`100%`},children:e})})}var lt={accent:`#0f766e`,link:`#0f766e`,bg:`#fff`,layout:`#f4f5f6`,line:`#e3e5e8`,text:`#1c1f23`,muted:`#5b6470`,hover:`#f0f3f3`,active:`#e0f2f0`,bad:`#b42318`,good:`#146c43`},ut={accent:`#2dd4bf`,link:`#5eead4`,bg:`#17191c`,layout:`#0d0f11`,line:`#2c3036`,text:`#e6e8ea`,muted:`#9aa4af`,hover:`#22262b`,active:`#123a36`,bad:`#ff8a7a`,good:`#5cd6a0`};S(`app`,{"zh-CN":()=>I(()=>import(`./text-app-zh.js`),[]),en:()=>I(()=>import(`./text-app-en.js`),[])}),S(`terms`,{"zh-CN":async()=>({texts:(await I(async()=>{let{terms:e}=await import(`./terms-zh.js`);return{terms:e}},[])).terms}),en:async()=>({texts:(await I(async()=>{let{terms:e}=await import(`./terms-en.js`);return{terms:e}},[])).terms})});var dt=P(T(location.search).lang,C);await he(dt??w()),(0,Me.createRoot)(document.getElementById(`root`)).render((0,G.jsx)(st,{}));