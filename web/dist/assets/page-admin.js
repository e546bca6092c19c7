import{n as e}from"./rolldown-runtime.js";import{f as t,h as n}from"./vendor-react.js";import{c as r}from"./states.js";import{n as i,t as a}from"./data-list.js";import{c as o}from"./i18n.js";var s=e(n(),1),c=r(`UserList`,`sha256:2f37db170cbd601c82da8aeb1a494233c7d4ae4fd797c106d0b45e5a2a1fec9a`,`query UserList($first: Int!, $after: String) {
  users(first: $first, after: $after, orderBy: {field: LOGIN}) {
    nodes {
      id
      login
      name
      __typename
    }
    pageInfo {
      hasNextPage
      endCursor
      __typename
    }
    __typename
  }
}`),l=()=>o(`admin`),u=t();function d(){let{t:e}=l(),t={first:50},n=i(c,t,e=>e.users),r=(0,s.useMemo)(()=>[{key:`login`,title:e(`login`),width:180,render:e=>e.login,value:e=>e.login},{key:`name`,title:e(`name`),width:180,render:e=>e.name,value:e=>e.name}],[e]);return(0,u.jsxs)(u.Fragment,{children:[(0,u.jsx)(`div`,{className:`page-head`,children:(0,u.jsx)(`h1`,{children:e(`title`)})}),(0,u.jsx)(a,{label:e(`title`),rows:n,columns:r,card:e=>(0,u.jsxs)(u.Fragment,{children:[(0,u.jsx)(`strong`,{children:e.name}),(0,u.jsx)(`span`,{className:`muted cut`,children:e.login})]}),asked:{document:c,variables:t}})]})}export{d as default};