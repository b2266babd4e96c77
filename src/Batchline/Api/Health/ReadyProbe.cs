using Batchline.Api.Answers;
using Batchline.Engine.Accounts;
using Batchline.Engine.Failures;

namespace Batchline.Api.Health;

/// <summary>Asks the database whether it answers, at most once a second: anybody may ask whether the process is ready, as often as they like.</summary>
internal sealed class ReadyProbe(IAccountStore accounts, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(2);

    private readonly SharedComputations<string, bool> _answers = new(MaxAge, clock, async _ =>
    {
        await accounts.ListAsync(after: null, limit: 1, CancellationToken.None).WaitAsync(StorePatience, clock);
        return true;
    });

    /// <exception cref="TimeoutException">It does not answer in time.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be reached, or refuses.</exception>
    public Task AskAsync(CancellationToken cancellationToken) => _answers.GetAsync("database", cancellationToken);
}
