/**
 * Which way imports may point. Rings: domain ← data ← orders, report ← functions ← infra; each knows only what lies inside it.
 * A rule's comment is what its breaker gets to read, so it says why and what to do instead. `npm run deps` runs it.
 */

/** Small and pure: same input, same output, no clock of their own, no network, and fit for the redirect's bundle. */
const PURE_LIBRARIES = [
  'zod',
  'isbot',
  'lossless-json',
  'dinero\\.js',
  'csv-parse',
  'temporal-polyfill',
  '@stdlib/[^/]+',
].join('|');

const API_CARRIES_THE_PAGES = '^functions/api/handler\\.ts$';
const DEPLOY_MAKES_THE_OPERATOR_KEY = '^infra/aws/operator-key\\.ts$';

const MAKES_CLICKS = '^shared/domain/click/make-click\\.ts$';
const MINTS_VISITS = '^functions/pages/script\\.ts$';

export default {
  forbidden: [
    {
      name: 'domain-touches-nothing',
      severity: 'error',
      comment:
        'shared/domain thinks and touches nothing: it imports itself, node:crypto and the small pure libraries listed ' +
        'in .dependency-cruiser.mjs. That is why a test or a replay can run every rule with no table and no clock. ' +
        'Take what you need as an argument, or do it one ring further out.',
      // private-address.ts asks node:net what an address is (isIP, BlockList), and opens nothing.
      from: { path: '^shared/domain/', pathNot: '^shared/domain/link/private-address\\.ts$' },
      to: {
        pathNot: [
          '^shared/domain/',
          '^(node:)?crypto$',
          '^(node:)?async_hooks$',
          `^node_modules/(${PURE_LIBRARIES})/`,
        ],
      },
    },
    {
      name: 'one-file-knows-addresses',
      severity: 'error',
      comment:
        'The only thing of node:net that the domain may use is what an address is: isIP and BlockList, in one file.',
      from: { path: '^shared/domain/link/private-address\\.ts$' },
      to: { pathNot: ['^(node:)?net$'] },
    },
    {
      name: 'shared-looks-inward',
      severity: 'error',
      comment:
        'shared/ is what functions and infra stand on, so it knows neither: a store that imported a function would ' +
        'drag that function into every other bundle. Move the piece both need into shared/, or pass it in.',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'data-knows-no-report',
      severity: 'error',
      comment:
        'shared/data reads and writes; shared/report makes of it what people read, with hono/jsx and a picture ' +
        'painter. A store that imported it would bring those into every bundle.',
      from: { path: '^shared/data/' },
      to: { path: '^shared/report/' },
    },
    {
      name: 'data-takes-no-orders',
      severity: 'error',
      comment:
        'shared/orders is the desk where the API and the hooks of shops (shared/shops) bring orders: it asks stores and ' +
        'tells webhooks. A store that imported either would turn the rings around; pass it what it needs.',
      from: { path: '^shared/(data|report)/' },
      to: { path: '^shared/(orders|shops)/' },
    },
    {
      name: 'orders-know-no-shop',
      severity: 'error',
      comment:
        'shared/shops brings to the desk of shared/orders what platforms tell; the desk takes orders from anybody and ' +
        'knows none of them. Say it in the words of an order.',
      from: { path: '^shared/orders/' },
      to: { path: '^shared/shops/' },
    },
    {
      name: 'one-folder-speaks-dynamodb',
      severity: 'error',
      comment:
        'shared/data/table/ alone spells DynamoDB: values in and out, pages, conditions, what is sent again. A store ' +
        'asks a Table and gets plain values, or done or refused. Types of the client are free.',
      from: { path: '^(shared|functions)/', pathNot: ['^shared/data/table/sdk\\.ts$', '/handler\\.ts$'] },
      to: { path: '^node_modules/@aws-sdk/client-dynamodb/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'functions-not-sideways',
      severity: 'error',
      comment:
        'Each function is deployed, sized and given rights alone. What two of them need belongs in shared/data, ' +
        'shared/domain or shared/report; importing it sideways ties their releases and their bundles together.',
      from: { path: '^functions/([^/]+)/', pathNot: API_CARRIES_THE_PAGES },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'api-carries-the-pages',
      severity: 'error',
      comment:
        'The public pages and the pages of /app have no Lambda of their own: the handler of the API serves them beside ' +
        '/v1, each by its one door, functions/pages/app.ts and functions/app/app.ts. Here, too, /app is handed the way ' +
        'to call the API as a person, so it imports nothing of functions/api. It reaches nothing else of another function.',
      from: { path: API_CARRIES_THE_PAGES },
      to: { path: '^functions/', pathNot: ['^functions/api/', '^functions/(app|pages)/app\\.ts$'] },
    },
    {
      name: 'functions-do-not-know-where-they-run',
      severity: 'error',
      comment:
        'The same function runs in Lambda and under npm start because it does not know which. infra/ gives it its ' +
        'clients and settings; it asks for nothing back.',
      from: { path: '^functions/' },
      to: { path: '^infra/' },
    },
    {
      name: 'nobody-imports-a-handler',
      severity: 'error',
      comment:
        'handler.ts reads the environment and builds clients the moment it is loaded. Only Lambda loads it, by path. ' +
        'Import the file beside it, which is given what it needs.',
      from: { path: '^(shared|functions|infra)/' },
      to: { path: '^functions/[^/]+/handler\\.ts$' },
    },
    {
      name: 'redirect-stays-light',
      severity: 'error',
      comment:
        'A follower waits for this function. zod, hono, middy and the AWS SDK cost it 100 to 400 kB and tens of ' +
        'milliseconds at a cold start, even when reached through five files. Validate by hand, sign with aws4, and ' +
        'keep schemas in files that the redirect does not reach. Types of theirs are free.',
      from: { path: '^functions/redirect/' },
      to: {
        path: '^node_modules/(zod|hono|@hono|@middy|@aws-sdk|@smithy|@aws-lambda-powertools)/',
        reachable: true,
      },
    },
    {
      name: 'aws-knows-functions-by-path',
      severity: 'error',
      comment:
        'The stack names entry files as text and esbuild bundles them. An import would run function code at synth ' +
        'time and let the template depend on it. Names that both need (tables, variables) live in shared/.',
      from: { path: '^infra/aws/', pathNot: DEPLOY_MAKES_THE_OPERATOR_KEY },
      to: { path: '^functions/' },
    },
    {
      name: 'deploy-makes-one-key',
      severity: 'error',
      comment:
        "infra/aws/operator-key.ts is a part of the deploy command, not of the stack; it makes the operator's key the way the API does " +
        'and may reach that one file.',
      from: { path: DEPLOY_MAKES_THE_OPERATOR_KEY },
      to: { path: '^functions/', pathNot: '^functions/api/brand-maker\\.ts$' },
    },
    {
      name: 'two-hosts-apart',
      severity: 'error',
      comment:
        'infra/aws and infra/local are two homes for the same functions. What one knows the other does not need; ' +
        'shared facts (table shapes, variables) live in shared/.',
      from: { path: '^infra/(aws|local)/' },
      to: { path: '^infra/(aws|local)/', pathNot: '^infra/$1/' },
    },
    {
      name: 'product-does-not-know-its-tests',
      severity: 'error',
      comment:
        'Tests, proofs and benchmarks stand outside, under test/. A product that imports one ships it, and changes ' +
        'when a test does.',
      from: { path: '^(shared|functions|infra)/' },
      to: { path: '^test/' },
    },
    {
      name: 'deployed-code-uses-deployed-packages',
      severity: 'error',
      comment:
        'A devDependency is not there where this code runs. Move the package to "dependencies", or the code out.',
      from: { path: '^(shared|functions|infra/local)/', pathNot: '\\.d\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
    {
      name: 'clicks-are-made-in-one-place',
      severity: 'error',
      comment:
        'A click is a judged hit with an id. shared/domain/click/make-click.ts joins the two, for the redirect, the ' +
        'import and whatever comes: the import once did it beside, and its clicks lacked what reshares are told by. ' +
        'Call makeClick. (The pages mint ids of visits, which nobody judges.)',
      from: { path: '^(shared|functions|infra)/', pathNot: [MAKES_CLICKS, MINTS_VISITS] },
      to: { path: '^shared/domain/click/mint-click-id\\.ts$' },
    },
    {
      name: 'hits-are-judged-in-the-domain',
      severity: 'error',
      comment:
        'Whoever judges a hit by himself is about to make a click by himself. New hits go through makeClick ' +
        '(shared/domain/click/make-click.ts), stored ones through judgeAgain; the version alone is in judge/rules.ts.',
      from: { path: '^(shared|functions|infra)/', pathNot: ['^shared/domain/(judge|click)/'] },
      to: { path: '^shared/domain/judge/judge\\.ts$' },
    },
    {
      name: 'api-floors',
      severity: 'error',
      comment:
        'functions/api has three floors: http/ (who asks, what is said, how it is answered) carries what routes share ' +
        '(reading/: which days, rows and page are answered; bulk/; document/: what is told of the API; the files beside ' +
        'app.ts), and that carries routes/. Whoever reaches up would have to be read together with what stands on it. ' +
        'Types of deps.ts are free.',
      from: { path: '^functions/api/((http|reading|bulk|document)/|(?!app\\.ts|handler\\.ts)[^/]+$)' },
      to: { path: '^functions/api/(routes/|app\\.ts$)' },
    },
    {
      name: 'api-http-stands-alone',
      severity: 'error',
      comment:
        'functions/api/http is the lowest floor of the API: what links, lists and records share lies above it.',
      from: { path: '^functions/api/http/' },
      to: { path: '^functions/api/((reading|bulk|document)/|[^/]+$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-not-sideways',
      severity: 'error',
      comment:
        'Each room of routes/ answers for its nouns alone. What two of them need is a store (shared/data/stores.ts) or ' +
        'stands beside app.ts.',
      from: { path: '^functions/api/routes/([^/]+)/' },
      to: { path: '^functions/api/routes/', pathNot: '^functions/api/routes/$1/' },
    },
    {
      name: 'app-floors',
      severity: 'error',
      comment:
        'The pages of /app stand on floors, words/ < http/ < ui/ < pages/ and sign-in/; serve-page.tsx and app.ts put ' +
        'them together. A form that knew a page could not be drawn without it.',
      from: { path: '^functions/app/(words|http|ui)/' },
      to: { path: '^functions/app/(pages|sign-in|app\\.ts|serve-page\\.tsx)' },
    },
    {
      name: 'app-http-below-ui',
      severity: 'error',
      comment:
        'functions/app/http reads requests and knows nothing of how a page is drawn; words/ are words alone.',
      from: { path: '^functions/app/(words|http)/' },
      to: { path: '^functions/app/ui/' },
    },
    {
      name: 'local-rooms-look-down',
      severity: 'error',
      comment:
        'engine/, journal/, logs/ and demo/ of one machine are rooms of their own: the files around them and the ' +
        'commands use them, they use none of these. Hand in what they need; types are free.',
      from: { path: '^infra/local/(engine|journal|logs|demo)/' },
      to: {
        path: '^infra/local/',
        pathNot: '^infra/local/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'api-and-background-apart',
      severity: 'error',
      comment:
        'What answers on one machine and what runs behind are two threads that meet in the tables and the journal. ' +
        'What both need lies beside them in infra/local; types are free.',
      from: { path: '^infra/local/(api|background)/' },
      to: {
        path: '^infra/local/(api|background)/',
        pathNot: '^infra/local/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-imports-a-command',
      severity: 'error',
      comment:
        'A command is run, by npm or by hand. What another needs of it belongs beside it in infra/local.',
      from: { path: '^infra/local/', pathNot: '^infra/local/commands/' },
      to: { path: '^infra/local/commands/' },
    },
    {
      name: 'stores-are-made-on-top',
      severity: 'error',
      comment:
        'shared/data/stores.ts makes every store, so no store may need it to run: take what you need as an argument. ' +
        'Its types are free.',
      from: { path: '^shared/data/' },
      to: { path: '^shared/data/stores\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Two files that need each other are one thought cut in the wrong place. Move what both need into a third. ' +
        'A cycle of types alone is allowed: it vanishes when compiled.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan',
      severity: 'error',
      comment:
        'Nothing imports this file and it imports nothing: left over, or not wired up yet. Use it or delete it.',
      from: { orphan: true, path: '^(shared|functions|infra)/', pathNot: '\\.[cm]js$' },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment:
        'This import leads nowhere. Is the extension there (.ts), is the package in package.json? (aws-lambda is only ' +
        'types, from @types/aws-lambda.)',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
