using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Workiz;
using Batchline.Security;
using Batchline.Settings.Sections;
using Batchline.Start;
using Batchline.Stores.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class KeyRotationTests
{
    private static readonly AccountId Id = new("00000000000000000000acc0");

    private readonly EncryptionKey _former = Key();
    private readonly AccountKeys _keys;
    private readonly AccountKeys _formerKeys;
    private readonly ServiceProvider _store = new ServiceCollection().AddSingleton(TimeProvider.System).AddMemoryStore().BuildServiceProvider();
    private readonly IAccountStore _accounts;

    public KeyRotationTests()
    {
        _accounts = _store.GetRequiredService<IAccountStore>();
        _keys = new AccountKeys(new EncryptionKeyRing(Key(), [_former]));
        _formerKeys = new AccountKeys(new EncryptionKeyRing(_former, []));
    }

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_a_person_sets_during_the_rotation_stays()
    {
        await AddAsync(Id, "first");

        // By another process, which still encrypts with the former encryption key.
        await RotateAsync(meanwhile: () => _accounts.UpdateAsync(Id, Set(_formerKeys, "set by a person"), TestEnd));

        var account = await ReadAsync();
        _keys.Open(account)!.Reveal().ShouldBe("set by a person");
        _keys.IsOutdated(account).ShouldBeFalse();
        account.KeyFingerprint.ShouldBe(_keys.Fingerprint(new WorkizToken("set by a person")));
    }

    [Fact]
    public async Task An_account_deleted_during_the_rotation_stays_deleted()
    {
        await AddAsync(Id, "first");

        await RotateAsync(meanwhile: () => _store.GetRequiredService<IAccountDeletions>().DeleteAsync(Id, deleteJobs: false, TestEnd));

        (await _accounts.GetAsync(Id, TestEnd)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_another_account_has_stays_as_it_is()
    {
        await AddAsync(Id, "same");
        await _accounts.AddAsync(new Account { Id = new AccountId("00000000000000000000acc1"), Name = "Other" }, TestEnd);
        await _accounts.UpdateAsync(new AccountId("00000000000000000000acc1"), Set(_keys, "same"), TestEnd);

        await RotateAsync(meanwhile: () => Task.CompletedTask);

        _keys.IsOutdated(await ReadAsync()).ShouldBeTrue();
    }

    private static EncryptionKey Key()
    {
        EncryptionKey.TryParse(EncryptionKey.Generate(), out var key).ShouldBeTrue();
        return key!;
    }

    private static AccountChange Set(AccountKeys keys, string key) => new()
    {
        WorkizApiKey = keys.Protect(new WorkizToken(key)),
        KeyFingerprint = keys.Fingerprint(new WorkizToken(key)),
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task AddAsync(AccountId id, string key)
    {
        await _accounts.AddAsync(new Account { Id = id, Name = "Account" }, TestEnd);
        await _accounts.UpdateAsync(id, Set(_formerKeys, key), TestEnd);
    }

    private async Task<Account> ReadAsync() => (await _accounts.GetAsync(Id, TestEnd)).ShouldNotBeNull();

    private Task RotateAsync(Func<Task> meanwhile) =>
        new KeyRotation(new ChangedOnceRead(_accounts, meanwhile), _keys, TimeProvider.System, NullLogger<KeyRotation>.Instance).StartAsync(TestEnd);

    /// <summary>Something happens to the accounts right after the first list of them was read.</summary>
    private sealed class ChangedOnceRead(IAccountStore inner, Func<Task> meanwhile) : IAccountStore
    {
        private bool _done;

        public async Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken)
        {
            var page = await inner.ListAsync(after, limit, cancellationToken);
            if (!_done)
                await meanwhile();
            _done = true;
            return page;
        }

        public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) =>
            inner.GetAsync(ids, cancellationToken);

        public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

        public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) => inner.AddAsync(account, cancellationToken);

        public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) =>
            inner.UpdateAsync(id, change, cancellationToken);
    }
}
