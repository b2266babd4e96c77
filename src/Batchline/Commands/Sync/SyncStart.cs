using Batchline.Api.Accounts;
using Batchline.Api.Requests;
using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Microsoft.Extensions.Options;

namespace Batchline.Commands.Sync;

/// <summary>Starts the operation of a sync, or finds the one under way that it goes on with.</summary>
internal sealed class SyncStart(
    AccountFinder finder, AccountCreator creator, OperationStarter starter, SyncResumption resumption, IOptions<SyncOptions> settings)
{
    /// <returns>The operation, and whether it was begun before.</returns>
    /// <exception cref="CouldNotException">There is nothing to sync, or somebody else is at it.</exception>
    public async Task<(Operation Operation, bool Resumed)> StartAsync(SyncWish wish, Terminal terminal)
    {
        var account = await ChosenAsync(wish, terminal);
        if (account is { Enabled: false })
            throw new CouldNotException($"The account {account.Name} is disabled. Enable it with 'batchline accounts enable {account.Id}'.");
        var request = new StartRequest
        {
            AccountIds = account is null ? null : [account.Id],
            Strategy = wish.Strategy ?? settings.Value.Strategy,
            Since = wish.Since,
            Full = wish.Full,
            BatchSize = wish.BatchSize,
        };

        // Not cut short by Ctrl-C: half an operation would hold the accounts until it is cleared away.
        return await starter.StartAsync(request, CancellationToken.None) switch
        {
            StartResult.Started(var operation) => (operation, false),
            StartResult.Busy(var by) => (await resumption.FindAsync(by, wish, account?.Id, terminal.Stop), true),
            StartResult.NoAccounts => throw new CouldNotException(
                $"No account is enabled. Add one with 'batchline accounts add', or give its key in {KeyInput.Variable}."),
            _ => throw new CouldNotException("The account was deleted just now."),
        };
    }

    private async Task<Account?> ChosenAsync(SyncWish wish, Terminal terminal)
    {
        if (wish.Account is { } nameOrId)
            return await finder.FindAsync(nameOrId, terminal.Stop);
        if (wish.Key is not { } key)
            return null;
        return await finder.FindAsync(key, terminal.Stop) ?? await AddAsync(wish, key, terminal);
    }

    private async Task<Account> AddAsync(SyncWish wish, WorkizToken key, Terminal terminal)
    {
        var faults = new RequestFaults();
        var wanted = NewAccount.Of(new AccountBody { Name = wish.NameOfNew, WorkizApiKey = key.Reveal() }, faults);
        if (!faults.IsEmpty)
            throw new CouldNotException($"The account cannot be made: {faults}.");
        var account = await creator.CreateAsync(wanted, terminal.Stop)
            ?? throw new CouldNotException("Another process has added this key just now. Run sync again.");
        await terminal.Error.WriteLineAsync($"Added the account {Cell.Clean(account.Name)} ({account.Id}).");
        return account;
    }
}
