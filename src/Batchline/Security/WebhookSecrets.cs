using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;

namespace Batchline.Security;

/// <summary>Checks the secrets that webhooks show. They are made of chance and long, so nobody needs to be kept from guessing them.</summary>
internal sealed class WebhookSecrets(IAccountStore accounts)
{
    /// <summary>The same answer, after the same comparison, for an unknown account, one without a secret, and a wrong secret.</summary>
    public async Task<bool> AreShownAsync(AccountId id, HttpContext context)
    {
        // What cannot be a secret costs no look into the database.
        if (!WebhookSecret.LooksLikeOne(context.Request))
            return false;
        return WebhookSecret.Matches(await accounts.GetAsync(id, context.RequestAborted), context.Request);
    }
}
