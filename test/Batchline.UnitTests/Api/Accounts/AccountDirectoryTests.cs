using Batchline.Api.Accounts.Directory;
using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.UnitTests.Engine;
using Batchline.UnitTests.Engine.Leases;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api.Accounts;

public sealed class AccountDirectoryTests : IDisposable
{
    private const string OldName = "Old name";

    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly OneAccount _accounts = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly AccountDirectory _directory;

    public AccountDirectoryTests() => _directory = new AccountDirectory(_accounts, new OneHead(_clock), _clock, _lifetime);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _lifetime.StopApplication();

    [Fact]
    public async Task Everybody_who_asks_within_three_seconds_shares_one_reading()
    {
        await Task.WhenAll(NameAsync(), NameAsync());
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        await NameAsync();
        var shared = _accounts.Read;
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await NameAsync();

        (shared, _accounts.Read).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_dear_reading_is_kept_for_twenty_times_as_long_as_it_took()
    {
        _accounts.Takes = () => _clock.Advance(TimeSpan.FromSeconds(1));
        await NameAsync();
        _clock.Advance(TimeSpan.FromSeconds(18.9));
        await NameAsync();
        var kept = _accounts.Read;
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await NameAsync();

        (kept, _accounts.Read).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Who_changed_an_account_sees_it_at_once()
    {
        await NameAsync();
        _accounts.Name = "New name";
        var before = await NameAsync();

        _directory.Forget();

        (before, await NameAsync()).ShouldBe((OldName, "New name"));
    }

    [Fact]
    public async Task Many_changes_do_not_repeat_a_dear_reading_without_rest()
    {
        _accounts.Takes = () => _clock.Advance(TimeSpan.FromMilliseconds(100));
        await NameAsync();
        for (var change = 0; change < 10; change++)
        {
            _directory.Forget();
            await NameAsync();
        }

        _accounts.Read.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        await NameAsync();
        _accounts.Read.ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        _accounts.Takes = () => throw new InvalidOperationException("broken");
        await Should.ThrowAsync<InvalidOperationException>(NameAsync());
        _accounts.Takes = () => { };

        (await NameAsync()).ShouldBe(OldName);
    }

    private async Task<string> NameAsync() => (await _directory.ReadAsync(TestEnd)).ShouldHaveSingleItem().Name;

    private sealed class OneAccount : IAccountStore
    {
        public string Name { get; set; } = OldName;

        /// <summary>What happens during a reading.</summary>
        public Action Takes { get; set; } = () => { };

        public int Read { get; private set; }

        public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken)
        {
            if (after is not null)
                return [];
            Read++;
            await Task.Yield();
            Takes();
            return [new Account { Id = Sample.Account, Name = Name, WorkizApiKey = "key", CreatedAt = Sample.Noon, UpdatedAt = Sample.Noon }];
        }

        public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
