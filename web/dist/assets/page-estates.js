import{n as e}from"./rolldown-runtime.js";import{f as t,h as n}from"./vendor-react.js";import{i as r}from"./use.js";import{c as i}from"./states.js";import{n as a,t as o}from"./data-list.js";import{c as s}from"./i18n.js";var c=e(n(),1),l=i(`EstateList`,`sha256:c26e6ea33d63c566aa538b08ba22b04499546ab812959ed7207db84ee979a070`,`query EstateList($first: Int!, $after: String, $where: CommunityWhere) {
  communities(first: $first, after: $after, where: $where, orderBy: {field: NAME}) {
    nodes {
      id
      code
      name
      status
      householdsPlanned
      householdsMovedIn
      address
      __typename
    }
    pageInfo {
      hasNextPage
      endCursor
      __typename
    }
    __typename
  }
}`),u=()=>s(`estates`),d=t();function f(){let{t:e}=u(),t=r(),n={first:50,...t?{where:{id:t}}:{}},i=a(l,n,e=>e.communities),s=(0,c.useMemo)(()=>[{key:`name`,title:e(`name`),width:180,render:e=>e.name,value:e=>e.name},{key:`code`,title:e(`code`),width:110,render:e=>e.code,value:e=>e.code},{key:`households`,title:e(`households`),width:130,render:e=>e.householdsPlanned,value:e=>e.householdsPlanned,align:`right`},{key:`movedIn`,title:e(`movedIn`),width:130,render:e=>e.householdsMovedIn,value:e=>e.householdsMovedIn,align:`right`},{key:`address`,title:e(`address`),width:300,render:e=>e.address??`–`,value:e=>e.address}],[e]);return(0,d.jsxs)(d.Fragment,{children:[(0,d.jsx)(`div`,{className:`page-head`,children:(0,d.jsx)(`h1`,{children:e(`title`)})}),(0,d.jsx)(o,{label:e(`title`),rows:i,columns:s,card:e=>(0,d.jsxs)(d.Fragment,{children:[(0,d.jsx)(`strong`,{children:e.name}),(0,d.jsx)(`span`,{className:`muted cut`,children:e.address})]}),asked:{document:l,variables:n}})]})}export{f as default};