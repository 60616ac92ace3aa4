/** The Oura node of `n8n-nodes-base`, run by the engine of `n8n-core` as a workflow of two nodes. */
require('reflect-metadata');
// n8n keeps a key in its user's folder.
process.env.N8N_USER_FOLDER = process.cwd();
const { ManualTrigger } = require('n8n-nodes-base/dist/nodes/ManualTrigger/ManualTrigger.node.js');
const { Oura } = require('n8n-nodes-base/dist/nodes/Oura/Oura.node.js');
const { OuraApi } = require('n8n-nodes-base/dist/credentials/OuraApi.credentials.js');
const { WorkflowExecute, ExecutionLifecycleHooks } = require('n8n-core');
const { Workflow } = require('n8n-workflow');
const { step, same, must, plain, daysAgo } = require(`${process.env.WORKS_WITH}/steps.cjs`);

const [start, end] = [daysAgo(14), daysAgo(1)];
const types = { 'n8n-nodes-base.manualTrigger': new ManualTrigger(), 'n8n-nodes-base.oura': new Oura() };
const nodeTypes = { getByName: (name) => types[name], getByNameAndVersion: (name) => types[name], getKnownTypes: () => ({}) };
const WAITING = 'http://localhost:5678/waiting';
const credential = new OuraApi();

/** What n8n's server does for credentials: it keeps them, and puts them into requests as their type says. */
const credentialsHelper = (token) => ({
  getParentTypes: () => [],
  isCredentialUsableByNode: () => true,
  getCredentialsProperties: () => credential.properties,
  getDecrypted: async () => ({ accessToken: token }),
  preAuthentication: async () => undefined,
  runPreAuthentication: async () => undefined,
  authenticate: async ({ accessToken }, _type, request) => {
    const headers = Object.entries(credential.authenticate.properties.headers).map(([name, value]) => {
      return [name, value.replace(/^=/, '').replace('{{$credentials.accessToken}}', accessToken)];
    });
    return { ...request, headers: { ...request.headers, ...Object.fromEntries(headers) } };
  },
});

/** Runs trigger → Oura and returns the items that the Oura node gave; throws its error. */
async function runNode(parameters, token = process.env.CIRCLET_TOKEN) {
  const position = [0, 0];
  const nodes = [
    { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position, parameters: {} },
    {
      ...{ id: '2', name: 'Oura', type: 'n8n-nodes-base.oura', typeVersion: 1, position, parameters },
      credentials: { ouraApi: { id: '1', name: 'Oura account' } },
    },
  ];
  const connections = { Start: { main: [[{ node: 'Oura', type: 'main', index: 0 }]] } };
  const workflow = new Workflow({ id: 'w', nodes, connections, active: false, nodeTypes });
  const hooks = new ExecutionLifecycleHooks('manual', 'x', { id: 'w', name: 'w', nodes, connections });
  const additionalData = {
    credentialsHelper: credentialsHelper(token),
    hooks,
    executionId: 'x',
    variables: {},
    webhookWaitingBaseUrl: WAITING,
    formWaitingBaseUrl: WAITING,
  };
  const { data } = await new WorkflowExecute(additionalData, 'manual').run({ workflow, startNode: nodes[0] });
  const ran = data.resultData.runData.Oura?.[0];
  if (!ran || ran.error) throw ran?.error ?? data.resultData.error ?? new Error('the node did not run');
  return ran.data.main[0].map(({ json }) => json);
}

async function main() {
  await step('profile: get', async () => {
    same(await runNode({ resource: 'profile', operation: 'get' }), [await plain('/v2/usercollection/personal_info')]);
  });
  for (const [operation, path] of [
    ['getActivity', 'daily_activity'],
    ['getReadiness', 'daily_readiness'],
    ['getSleep', 'daily_sleep'],
  ]) {
    await step(`summary: ${operation}, everything of 14 days and the first three`, async () => {
      const { data } = await plain(`/v2/usercollection/${path}?start_date=${start}&end_date=${end}`);
      must(data.length > 10, 'there is too little');
      const summary = { resource: 'summary', operation, filters: { start: `${start}T00:00:00`, end: `${end}T00:00:00` } };
      same(await runNode({ ...summary, returnAll: true }), data);
      same(await runNode({ ...summary, returnAll: false, limit: 3 }), data.slice(0, 3));
    });
  }
  await step('summary: getSleep without dates: yesterday and today', async () => {
    const { data } = await plain('/v2/usercollection/daily_sleep');
    same(await runNode({ resource: 'summary', operation: 'getSleep', returnAll: true, filters: {} }), data);
  });
  await step('a token that is none: the node fails with 401', async () => {
    const error = await runNode({ resource: 'profile', operation: 'get' }, 'NOTATOKEN').catch((reason) => reason);
    same(String(error.httpCode), '401', 'the code');
  });
  process.exit();
}

main();
