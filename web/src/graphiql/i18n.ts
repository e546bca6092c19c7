const en = {
  title: "EstateHub GraphQL",
  login: "Login",
  password: "Password",
  signIn: "Sign in",
  signingIn: "Signing in…",
  signOut: "Sign out",
  or: "or",
  token: "Paste a token",
  useToken: "Use token",
  signedInAs: (login: string) => `Signed in as ${login}`,
  usingToken: "Using a pasted token",
  badToken: "That is not a token: it has spaces or characters no HTTP header can carry.",
  noToken: "The hub answered without a token.",
  noAnswer: "The hub did not answer.",
  notJSON: (status: number) => `The hub answered HTTP ${status} without JSON.`,
  licenses: "Licences",
  query: `# EstateHub: communities and the estates in each.
# Ctrl+Enter runs the query, Ctrl+Space completes;
# the book icon on the left opens the schema docs.
`,
};

const zh: typeof en = {
  title: "EstateHub GraphQL",
  login: "用户名",
  password: "密码",
  signIn: "登录",
  signingIn: "正在登录…",
  signOut: "退出登录",
  or: "或",
  token: "粘贴令牌",
  useToken: "使用令牌",
  signedInAs: (login) => `已登录：${login}`,
  usingToken: "正在使用粘贴的令牌",
  badToken: "这不是有效的令牌：含有空格或 HTTP 头不允许的字符。",
  noToken: "服务器的应答中没有令牌。",
  noAnswer: "服务器没有应答。",
  notJSON: (status) => `服务器返回 HTTP ${status}，内容不是 JSON。`,
  licenses: "许可证",
  query: `# EstateHub：小区及其中的房产。
# Ctrl+Enter 运行查询，Ctrl+空格 自动补全；
# 左侧的书本图标打开接口文档。
`,
};

const chinese = /^zh\b/i.test(navigator.language);

/** The texts of the reader's language: Chinese for zh-*, else English. */
export const text = chinese ? zh : en;
export const lang = chinese ? "zh-CN" : "en";
