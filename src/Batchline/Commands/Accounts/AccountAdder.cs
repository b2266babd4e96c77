using Batchline.Api.Accounts;
using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Batchline.Engine.Slices;

namespace Batchline.Commands.Accounts;

/// <summary>Adds accounts, and keeps only those whose key Workiz does not refuse.</summary>
internal sealed class AccountAdder(AccountCreator creator, AccountRemover remover, KeyTester tester)
{
    /// <param name="test">Ask Workiz about the key, within the account's pace.</param>
    public async Task<AddOutcome> AddAsync(NewAccount wanted, bool test, CancellationToken cancellationToken)
    {
        if (await creator.CreateAsync(wanted, cancellationToken) is not { } account)
            return new AddOutcome.Duplicate();
        if (!test)
            return new AddOutcome.Added(account.Id, "not tested");
        return await tester.TestAsync(account.Id, cancellationToken) switch
        {
            KeyTestResult.Answered { Refused: true } refused => await RefuseAsync(account, refused.Message),
            KeyTestResult.Answered(var ok, var message) => new AddOutcome.Added(account.Id, ok ? message : $"not tested: {message}"),
            _ => new AddOutcome.Added(account.Id, "not tested: another process is at work on the account"),
        };
    }

    /// <summary>Not cut short by Ctrl-C: an account with a refused key must not stay behind.</summary>
    private async Task<AddOutcome> RefuseAsync(Account account, string reason) =>
        await remover.RemoveAsync(new AccountRemoval(account.Id, DeleteJobs: false), CancellationToken.None) is { } operation
            ? new AddOutcome.Added(account.Id, $"Workiz refused the key ({reason}), but operation {operation} runs on the account already")
            : new AddOutcome.Refused(reason);
}
