using Batchline.Engine.Accounts;

namespace Batchline.Security;

/// <summary>Checks the secrets that webhooks show. They are random and long, so guesses need not be limited.</summary>
internal sealed class WebhookSecrets(IAccountStore accounts)
{
    /// <summary>The same answer, after the same comparison, for an unknown account, an account without a secret, and a wrong secret.</summary>
    public async Task<bool> AreShownAsync(AccountId id, HttpContext context)
    {
        // What cannot be a secret must not cost a database read.
        if (!WebhookSecret.LooksLikeOne(context.Request))
            return false;
        return WebhookSecret.Matches(await accounts.GetAsync(id, context.RequestAborted), context.Request);
    }
}
