using Batchline.Api.Accounts;
using Batchline.Api.Errors;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Accounts;

/// <summary>Adds accounts, and keeps only those whose key Workiz does not refuse.</summary>
internal sealed class AccountAdder(ApiClient api)
{
    /// <param name="test">Ask Workiz about the key, within the account's pace.</param>
    public async Task<AddOutcome> AddAsync(AccountBody body, bool test, CancellationToken cancellationToken)
    {
        var outcome = await CreateAsync(body, cancellationToken);
        return test && outcome is AddOutcome.Added(var account, _) ? await TestAsync(account, cancellationToken) : outcome;
    }

    public async Task<AddOutcome> CreateAsync(AccountBody body, CancellationToken cancellationToken)
    {
        try
        {
            var account = await api.SendAsync<AccountView>(HttpMethod.Post, "/api/accounts", body, cancellationToken);
            return new AddOutcome.Added(account, "not tested");
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.DuplicateKey)
        {
            return new AddOutcome.Duplicate();
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.InvalidRequest)
        {
            return new AddOutcome.Invalid(e.Message);
        }
    }

    /// <summary>Asks Workiz about the key of an account that was made just now; one that is refused goes away again.</summary>
    public async Task<AddOutcome> TestAsync(AccountView account, CancellationToken cancellationToken) =>
        await KeyTest.RunAsync(api, account.Id, cancellationToken) switch
        {
            { Refused: true } refused => await RefuseAsync(account, refused.Message),
            var answer => new AddOutcome.Added(account, answer.Ok ? answer.Message : $"not tested: {answer.Message}"),
        };

    /// <summary>Not cut short by Ctrl-C: an account with a refused key must not stay behind.</summary>
    private async Task<AddOutcome> RefuseAsync(AccountView account, string reason)
    {
        try
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/accounts/{account.Id}", CancellationToken.None);
            return new AddOutcome.Refused(reason);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.AccountBusy)
        {
            return new AddOutcome.Added(account, $"Workiz refused the key ({reason}), but operation {e.Field("operationId")} runs on the account already");
        }
    }
}
