/**
 * Pro Santé Connect as somebody else would write it: oidc-provider, which is certified. Whoever comes
 * types their national number, as if it were their card. Run by tests/openid/real.py.
 */
import { Provider } from "../../frontend/node_modules/oidc-provider/lib/index.js";

const { PORT, LIAISON, CLIENT, SECRET } = process.env;
const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  clients: [
    {
      client_id: CLIENT,
      client_secret: SECRET,
      token_endpoint_auth_method: "client_secret_post",
      redirect_uris: [`${LIAISON}/api/sign-in/psc/return`],
      post_logout_redirect_uris: [`${LIAISON}/`],
      backchannel_logout_uri: `${LIAISON}/api/sign-in/psc/logout`,
      backchannel_logout_session_required: true,
    },
  ],
  scopes: ["openid", "scope_all"],
  claims: { openid: ["sub"], scope_all: ["SubjectNameID"], acr: null, sid: null },
  acrValues: ["eidas1"],
  pkce: { required: () => true },
  ttl: { AccessToken: 120, IdToken: 120 },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Quitter</button>`);
      },
    },
  },
  interactions: { url: (_, { uid }) => `/card/${uid}` },
  findAccount: (_, number) => ({
    accountId: number,
    claims: () => ({ sub: number, SubjectNameID: number }),
  }),
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid scope_all");
    await grant.save();
    return grant;
  },
  // By itself it calls no address of its own machine, where our server is.
  fetch: (address, { dispatcher, ...how }) => fetch(address, how),
  cookies: { keys: ["of this test alone"] },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/card/")) return next();
  const number = ctx.query.number;
  if (!number) return void (ctx.body = page('<form><input name="number" aria-label="Carte"><button>Valider</button></form>'));
  const result = { login: { accountId: number, acr: "eidas1" } };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
});

function page(body) {
  return `<!doctype html><title>Carte</title><link rel="icon" href="data:,"><h1>Votre carte</h1>${body}`;
}

provider.listen(PORT, "127.0.0.1");
