using Batchline.Engine.Accounts;

namespace Batchline.Security;

/// <summary>Checks the secrets that webhooks show.</summary>
internal sealed class WebhookSecrets(IAccountStore accounts, WrongTokens wrongTokens)
{
    /// <summary>The same answer, after the same comparison, for an unknown account, one without a secret, and a wrong secret.</summary>
    public async Task<bool> AreShownAsync(AccountId id, HttpContext context)
    {
        // What cannot be a secret costs no look into the database.
        if (!WebhookSecret.LooksLikeOne(context.Request))
            return false;
        var account = await accounts.GetAsync(id, context.RequestAborted);
        var right = WebhookSecret.Matches(account, context.Request);
        if (right)
            wrongTokens.Right(CallerAddress.Of(context));
        return right;
    }
}
