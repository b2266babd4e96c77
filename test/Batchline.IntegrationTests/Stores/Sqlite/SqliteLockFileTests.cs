using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>Somebody cleared up the directory of locks while the program ran.</summary>
public sealed class SqliteLockFileTests : IAsyncDisposable
{
    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);

    public SqliteLockFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Locks => Path.Combine(_fixture.Directory, "locks");

    [Fact]
    public void A_process_whose_lock_was_deleted_makes_it_again_and_is_known_dead_when_it_is()
    {
        using var first = NodeLock.Take(Locks);
        using var second = NodeLock.Take(Locks);
        Directory.Delete(Locks, recursive: true);

        first.Others().ShouldBeEmpty();
        second.Others().ShouldBe([first.Id]);

        first.Others().ShouldBe([second.Id]);
        first.TryTakeOver(second.Id).ShouldBeNull();
        second.Dispose();
        first.TryTakeOver(second.Id).ShouldNotBeNull().Dispose();
        first.Others().ShouldBeEmpty();
    }

    [Fact]
    public void A_process_that_ended_makes_no_lock_again()
    {
        var ended = NodeLock.Take(Locks);
        ended.Dispose();
        Directory.Delete(Locks, recursive: true);

        ended.Others().ShouldBeEmpty();

        Directory.Exists(Locks).ShouldBeFalse();
    }

    [Fact]
    public async Task Work_goes_on_when_the_directory_of_locks_cannot_be_made_again()
    {
        await using var node = _fixture.Open(_clock);
        await node.Inbox.WakeAsync([Sample.AccountId(1)], Cancel);
        Directory.Delete(Locks, recursive: true);
        await File.WriteAllTextAsync(Locks, "in the way", Cancel);

        (await node.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Sample.AccountId(1)]);
        (await node.Heads.AcquireAsync(Sample.AccountId(1), "owner", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        node.Services.GetRequiredService<Database>().Node.TryTakeOver("0123456789abcdef").ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();
}
