import{c as e}from"./states.js";var t={"zh-CN":`zh-CN`,en:`en-GB`},n=`Asia/Shanghai`;function r(e,n,r){if(e==null)return`–`;let o=n=>new Intl.NumberFormat(t[r],{maximumFractionDigits:n}).format(e);switch(n){case`SHARE`:return new Intl.NumberFormat(t[r],{style:`percent`,maximumFractionDigits:1}).format(e);case`MINUTES`:return a(e,r);case`FEN`:return i(e,r);case`SCORE`:return o(1);default:return o(0)}}function i(e,n){return new Intl.NumberFormat(t[n],{style:`currency`,currency:`CNY`,currencyDisplay:`narrowSymbol`}).format(e/100)}function a(e,n){let[r,i]=Math.abs(e)<100?[e,`minute`]:Math.abs(e)<2880?[e/60,`hour`]:[e/1440,`day`];return new Intl.NumberFormat(t[n],{style:`unit`,unit:i,unitDisplay:`short`,maximumFractionDigits:+(Math.abs(r)<10)}).format(r)}function o(e,r){return e?new Intl.DateTimeFormat(t[r],{timeZone:n,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`}).format(new Date(e)):`–`}function s(e,r,i=new Date){if(!e)return`–`;let a=new Date(e),o=e=>new Intl.DateTimeFormat(`en`,{timeZone:n,year:`numeric`}).format(e);return new Intl.DateTimeFormat(t[r],{timeZone:n,month:`2-digit`,day:`2-digit`,...o(a)===o(i)?{hour:`2-digit`,minute:`2-digit`}:{year:`numeric`}}).format(a)}function c(e,n,r,i){if(e==null||n==null)return;if(r===`SHARE`){let r=(e-n)*100;return{text:`${new Intl.NumberFormat(t[i],{maximumFractionDigits:1,signDisplay:`exceptZero`}).format(r)} ${i===`en`?`pt`:`点`}`,sign:Math.sign(r)}}if(n===0)return;let a=(e-n)/Math.abs(n);return{text:new Intl.NumberFormat(t[i],{style:`percent`,maximumFractionDigits:0,signDisplay:`exceptZero`}).format(a),sign:Math.sign(a)}}var l=e(`MetricTiles`,`sha256:5b22745aa538ca77d77a679a861408024154c8f7ff6257c1cbc08e4f63825cf2`,`query MetricTiles($period: MetricPeriod!, $before: MetricPeriod!, $yearAgo: MetricPeriod!, $trend: MetricPeriod!, $where: MetricWhere, $key1: MetricKey! = TICKETS, $with1: Boolean! = false, $trends1: Boolean! = false, $key2: MetricKey! = TICKETS, $with2: Boolean! = false, $trends2: Boolean! = false, $key3: MetricKey! = TICKETS, $with3: Boolean! = false, $trends3: Boolean! = false, $key4: MetricKey! = TICKETS, $with4: Boolean! = false, $trends4: Boolean! = false, $key5: MetricKey! = TICKETS, $with5: Boolean! = false, $trends5: Boolean! = false, $key6: MetricKey! = TICKETS, $with6: Boolean! = false, $trends6: Boolean! = false, $key7: MetricKey! = TICKETS, $with7: Boolean! = false, $trends7: Boolean! = false, $key8: MetricKey! = TICKETS, $with8: Boolean! = false, $trends8: Boolean! = false) {
  now1: metric(key: $key1, by: [], period: $period, where: $where) @include(if: $with1) {
    ...TileParts
    __typename
  }
  before1: metric(key: $key1, by: [], period: $before, where: $where) @include(if: $with1) {
    ...TileValue
    __typename
  }
  yearAgo1: metric(key: $key1, by: [], period: $yearAgo, where: $where) @include(if: $with1) {
    ...TileValue
    __typename
  }
  trend1: metric(key: $key1, by: [MONTH], period: $trend, where: $where) @include(if: $trends1) {
    ...TileTrend
    __typename
  }
  now2: metric(key: $key2, by: [], period: $period, where: $where) @include(if: $with2) {
    ...TileParts
    __typename
  }
  before2: metric(key: $key2, by: [], period: $before, where: $where) @include(if: $with2) {
    ...TileValue
    __typename
  }
  yearAgo2: metric(key: $key2, by: [], period: $yearAgo, where: $where) @include(if: $with2) {
    ...TileValue
    __typename
  }
  trend2: metric(key: $key2, by: [MONTH], period: $trend, where: $where) @include(if: $trends2) {
    ...TileTrend
    __typename
  }
  now3: metric(key: $key3, by: [], period: $period, where: $where) @include(if: $with3) {
    ...TileParts
    __typename
  }
  before3: metric(key: $key3, by: [], period: $before, where: $where) @include(if: $with3) {
    ...TileValue
    __typename
  }
  yearAgo3: metric(key: $key3, by: [], period: $yearAgo, where: $where) @include(if: $with3) {
    ...TileValue
    __typename
  }
  trend3: metric(key: $key3, by: [MONTH], period: $trend, where: $where) @include(if: $trends3) {
    ...TileTrend
    __typename
  }
  now4: metric(key: $key4, by: [], period: $period, where: $where) @include(if: $with4) {
    ...TileParts
    __typename
  }
  before4: metric(key: $key4, by: [], period: $before, where: $where) @include(if: $with4) {
    ...TileValue
    __typename
  }
  yearAgo4: metric(key: $key4, by: [], period: $yearAgo, where: $where) @include(if: $with4) {
    ...TileValue
    __typename
  }
  trend4: metric(key: $key4, by: [MONTH], period: $trend, where: $where) @include(if: $trends4) {
    ...TileTrend
    __typename
  }
  now5: metric(key: $key5, by: [], period: $period, where: $where) @include(if: $with5) {
    ...TileParts
    __typename
  }
  before5: metric(key: $key5, by: [], period: $before, where: $where) @include(if: $with5) {
    ...TileValue
    __typename
  }
  yearAgo5: metric(key: $key5, by: [], period: $yearAgo, where: $where) @include(if: $with5) {
    ...TileValue
    __typename
  }
  trend5: metric(key: $key5, by: [MONTH], period: $trend, where: $where) @include(if: $trends5) {
    ...TileTrend
    __typename
  }
  now6: metric(key: $key6, by: [], period: $period, where: $where) @include(if: $with6) {
    ...TileParts
    __typename
  }
  before6: metric(key: $key6, by: [], period: $before, where: $where) @include(if: $with6) {
    ...TileValue
    __typename
  }
  yearAgo6: metric(key: $key6, by: [], period: $yearAgo, where: $where) @include(if: $with6) {
    ...TileValue
    __typename
  }
  trend6: metric(key: $key6, by: [MONTH], period: $trend, where: $where) @include(if: $trends6) {
    ...TileTrend
    __typename
  }
  now7: metric(key: $key7, by: [], period: $period, where: $where) @include(if: $with7) {
    ...TileParts
    __typename
  }
  before7: metric(key: $key7, by: [], period: $before, where: $where) @include(if: $with7) {
    ...TileValue
    __typename
  }
  yearAgo7: metric(key: $key7, by: [], period: $yearAgo, where: $where) @include(if: $with7) {
    ...TileValue
    __typename
  }
  trend7: metric(key: $key7, by: [MONTH], period: $trend, where: $where) @include(if: $trends7) {
    ...TileTrend
    __typename
  }
  now8: metric(key: $key8, by: [], period: $period, where: $where) @include(if: $with8) {
    ...TileParts
    __typename
  }
  before8: metric(key: $key8, by: [], period: $before, where: $where) @include(if: $with8) {
    ...TileValue
    __typename
  }
  yearAgo8: metric(key: $key8, by: [], period: $yearAgo, where: $where) @include(if: $with8) {
    ...TileValue
    __typename
  }
  trend8: metric(key: $key8, by: [MONTH], period: $trend, where: $where) @include(if: $trends8) {
    ...TileTrend
    __typename
  }
}

fragment TileParts on MetricAnswer {
  metric {
    key
    title
    titleEn
    unit
    formula
    formulaEn
    source
    yearly
    target {
      atMost
      __typename
    }
    __typename
  }
  comparable
  total {
    value
    numerator
    denominator
    sample
    small
    target
    met
    __typename
  }
  __typename
}

fragment TileValue on MetricAnswer {
  total {
    value
    sample
    small
    __typename
  }
  __typename
}

fragment TileTrend on MetricAnswer {
  rows {
    month
    value
    small
    __typename
  }
  __typename
}`),u=e(`RevealOwner`,`sha256:1a1eec2153a2c7008edf328349b5572e71c43ba19693d8a9a2acc693146119ba`,`mutation RevealOwner($input: RevealOwnerInput!) {
  revealOwner(input: $input) {
    phone
    documentKind
    documentNumber
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
}`);export{r as a,o as i,u as n,s as o,c as r,l as t};