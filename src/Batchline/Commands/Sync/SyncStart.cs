using System.Globalization;
using Batchline.Api.Accounts;
using Batchline.Api.Errors;
using Batchline.Api.Operations;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;
using Batchline.Engine.Settings;
using Batchline.Settings.Reading;

namespace Batchline.Commands.Sync;

/// <summary>Starts the operation of a sync, or finds the one under way that it goes on with.</summary>
internal sealed class SyncStart(ApiClient api, AccountBook accounts, SyncResumption resumption)
{
    /// <exception cref="CouldNotException">There is nothing to sync, or somebody else is at it.</exception>
    public async Task<SyncOperation> StartAsync(SyncWish wish, ServerChoice place)
    {
        var account = await EnabledAsync(wish, place);
        var strategy = Names<Strategy>.Of(wish.Strategy ?? Usual(place));
        try
        {
            // Not cut short by Ctrl-C: the operation would run on and nobody would know its id.
            var started = await api.SendAsync<OperationStartedView>(
                HttpMethod.Post, "/api/init-batch-update", Body(wish, account?.Id, strategy), CancellationToken.None);
            return new SyncOperation(started.OperationId, strategy, started.Accounts, DateTimeOffset.UtcNow, Resumed: false);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.AccountBusy && e.Field("operationId") is { } operation)
        {
            return await resumption.FindAsync(operation, e.Field("accountId"), wish, account?.Id, place);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.NoAccounts)
        {
            throw None(place);
        }
    }

    /// <exception cref="CouldNotException">There is nothing to sync.</exception>
    public async Task<PreviewView> PreviewAsync(SyncWish wish, ServerChoice place)
    {
        if (wish.Key is not null)
            throw new CouldNotException("A preview makes no account of a key: name the account with --account.");
        var account = await EnabledAsync(wish, place);
        try
        {
            return await api.SendAsync<PreviewView>(
                HttpMethod.Post, "/api/init-batch-update?preview=true", Body(wish, account?.Id, Names<Strategy>.Of(wish.Strategy ?? Usual(place))), place.Stop);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.NoAccounts)
        {
            throw None(place);
        }
    }

    private static CouldNotException None(ServerChoice place) => new(
        $"No account is enabled. Add one with '{place.Hint("accounts add")}', or give its key in {KeyInput.Variable}.");

    private async Task<AccountView?> EnabledAsync(SyncWish wish, ServerChoice place)
    {
        var account = await ChosenAsync(wish, place);
        return account is { Enabled: false }
            ? throw new CouldNotException($"The account {Cell.Clean(account.Name)} is disabled. Enable it with '{place.Hint("accounts enable")} {account.Id}'.")
            : account;
    }

    private static Dictionary<string, object> Body(SyncWish wish, string? account, string strategy)
    {
        var body = new Dictionary<string, object> { ["strategy"] = strategy, ["full"] = wish.Full };
        if (account is not null)
            body["accountIds"] = new[] { account };
        if (wish.Since is { } since)
            body["since"] = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (wish.BatchSize is { } size)
            body["batchSize"] = size;
        return body;
    }

    private static Strategy Usual(ServerChoice place) =>
        new SettingsSection<SyncOptions>(place.Terminal.Settings([]), "Sync").Read().Strategy;

    private async Task<AccountView?> ChosenAsync(SyncWish wish, ServerChoice place)
    {
        if (wish.Account is { } nameOrId)
            return await accounts.FindAsync(nameOrId, place.Stop);
        if (wish.Key is not { } key)
            return null;
        var body = new AccountBody { Name = wish.NameOfNew, WorkizApiKey = key.Reveal() };
        using var answer = await api.AnswerAsync(HttpMethod.Post, "/api/accounts?reuse=true", body, place.Stop);
        var account = await answer.Content.ReadFromJsonAsync<AccountView>(ApiClient.Json, place.Stop)
            ?? throw new InvalidOperationException("An account has no answer.");
        if (answer.StatusCode == System.Net.HttpStatusCode.Created)
            await place.Terminal.Notes.WriteLineAsync($"Added the account {Cell.Clean(account.Name)} ({account.Id}).");
        return account;
    }
}
