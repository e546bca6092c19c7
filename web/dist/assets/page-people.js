import{n as e}from"./rolldown-runtime.js";import{f as t,h as n}from"./vendor-react.js";import{c as r}from"./states.js";import{n as i,t as a}from"./data-list.js";import{c as o}from"./i18n.js";var s=e(n(),1),c=r(`StaffList`,`sha256:70d73fff9491640c663bb68ab3fa8c18f5f622931a6032f88b04f72f51afc684`,`query StaffList($first: Int!, $after: String) {
  staffList: staffMembers(first: $first, after: $after) {
    nodes {
      id
      staffNo
      name
      hireDate
      company {
        id
        name
        __typename
      }
      __typename
    }
    pageInfo {
      hasNextPage
      endCursor
      __typename
    }
    __typename
  }
}`),l=()=>o(`people`),u=t();function d(){let{t:e}=l(),t={first:50},n=i(c,t,e=>e.staffList),r=(0,s.useMemo)(()=>[{key:`staffNo`,title:e(`staffNo`),width:120,render:e=>e.staffNo,value:e=>e.staffNo},{key:`name`,title:e(`name`),width:140,render:e=>e.name,value:e=>e.name},{key:`company`,title:e(`company`),width:240,render:e=>e.company?.name??`–`,value:e=>e.company?.name},{key:`hireDate`,title:e(`hireDate`),width:120,render:e=>e.hireDate??`–`,value:e=>e.hireDate}],[e]);return(0,u.jsxs)(u.Fragment,{children:[(0,u.jsx)(`div`,{className:`page-head`,children:(0,u.jsx)(`h1`,{children:e(`title`)})}),(0,u.jsx)(a,{label:e(`title`),rows:n,columns:r,card:e=>(0,u.jsxs)(u.Fragment,{children:[(0,u.jsx)(`strong`,{children:e.name}),(0,u.jsxs)(`span`,{className:`muted cut`,children:[e.staffNo,` `,e.company?.name]})]}),asked:{document:c,variables:t}})]})}export{d as default};