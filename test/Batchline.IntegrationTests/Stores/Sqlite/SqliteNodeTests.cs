using System.Diagnostics;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>A process that was killed leaves what a store leaves that is disposed of without giving its leases back.</summary>
public sealed class SqliteNodeTests : IAsyncDisposable
{
    private static readonly AccountId Account = Sample.AccountId(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Locks => Path.Combine(_fixture.Directory, "locks");

    [Fact]
    public async Task The_lease_of_a_dead_process_is_taken_at_once()
    {
        var dead = await KilledAsync();
        await using var node = _fixture.Open(_clock);

        var head = await node.Heads.AcquireAsync(Account, "next", Lease, leader: null, Cancel);

        head.ShouldNotBeNull().TakenOver.ShouldBeTrue();
        head.Fence.ShouldBeGreaterThan(dead.Fence);
    }

    [Fact]
    public async Task Of_the_reservation_of_a_dead_process_the_wait_up_to_its_send_is_left()
    {
        await KilledAsync(wait: TimeSpan.FromSeconds(20), reserve: TimeSpan.FromSeconds(2));
        await using var node = _fixture.Open(_clock);
        _clock.Advance(TimeSpan.FromSeconds(5));

        var head = await node.Heads.AcquireAsync(Account, "next", Lease, leader: null, Cancel);

        head.ShouldNotBeNull().Wait.ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task An_account_held_by_a_dead_process_is_due()
    {
        await KilledAsync(dueIn: TimeSpan.Zero);
        await using var node = _fixture.Open(_clock);

        (await node.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Account]);
    }

    [Fact]
    public async Task The_lease_of_a_living_process_is_refused()
    {
        await using var living = _fixture.Open(_clock);
        await living.Heads.AcquireAsync(Account, "first", Lease, leader: null, Cancel);
        await living.Inbox.WakeAsync([Account], Cancel);
        await using var node = _fixture.Open(_clock);

        (await node.Heads.AcquireAsync(Account, "second", Lease, leader: null, Cancel)).ShouldBeNull();
        (await node.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_does_not_take_its_own_leases_for_a_dead_ones()
    {
        await using var node = _fixture.Open(_clock);
        await node.Heads.AcquireAsync(Account, "first", Lease, leader: null, Cancel);

        await node.Inbox.DueAsync(10, Cancel);

        (await node.Heads.AcquireAsync(Account, "second", Lease, leader: null, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task The_files_of_dead_processes_are_deleted_and_those_of_living_ones_stay()
    {
        await KilledAsync();
        await using var living = _fixture.Open(_clock);
        await living.Inbox.DueAsync(10, Cancel);
        await using var node = _fixture.Open(_clock);

        await node.Inbox.DueAsync(10, Cancel);

        Directory.GetFiles(Locks).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_lease_that_names_an_unknown_process_runs_until_it_expires()
    {
        await KilledAsync();
        foreach (var file in Directory.GetFiles(Locks))
            File.Delete(file);
        await using var node = _fixture.Open(_clock);

        (await node.Heads.AcquireAsync(Account, "next", Lease, leader: null, Cancel)).ShouldBeNull();
        _clock.Advance(Lease);

        (await node.Heads.AcquireAsync(Account, "next", Lease, leader: null, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_who_find_the_same_dead_process_agree_on_one_holder()
    {
        await KilledAsync();
        await using var one = _fixture.Open(_clock);
        await using var two = _fixture.Open(_clock);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(
            () => (number % 2 == 0 ? one : two).Heads.AcquireAsync(Account, $"owner-{number}", Lease, leader: null, Cancel), Cancel)));

        answers.OfType<HeadView>().ShouldHaveSingleItem();
        (await one.Heads.ReadAsync([Account], Cancel)).ShouldHaveSingleItem().Leased.ShouldBeTrue();
    }

    [Fact]
    public void A_lock_can_be_taken_over_once_its_process_is_dead_and_only_once()
    {
        using var first = NodeLock.Take(Locks);
        using var second = NodeLock.Take(Locks);

        first.Others().ShouldBe([second.Id]);
        first.TryTakeOver(second.Id).ShouldBeNull();
        first.TryTakeOver(first.Id).ShouldBeNull();
        second.Dispose();
        first.TryTakeOver(second.Id).ShouldNotBeNull().Dispose();
        first.TryTakeOver(second.Id).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_is_known_dead_right_after_it_was_killed_and_not_before()
    {
        const string Flock = "/usr/bin/flock";
        Assert.SkipUnless(File.Exists(Flock), "Needs the tool flock");
        using var node = NodeLock.Take(Locks);
        var file = Path.Combine(Locks, "other.lock");
        await File.WriteAllTextAsync(file, "", Cancel);
        using var other = Process.Start(new ProcessStartInfo(Flock, ["--no-fork", file, "sh", "-c", "echo held; exec sleep 600"])
        {
            RedirectStandardOutput = true,
        }).ShouldNotBeNull();
        (await other.StandardOutput.ReadLineAsync(Cancel)).ShouldBe("held");

        node.TryTakeOver("other").ShouldBeNull();
        other.Kill();
        await other.WaitForExitAsync(Cancel);

        node.TryTakeOver("other").ShouldNotBeNull().Dispose();
        File.Exists(file).ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    /// <summary>Lets a process take the lease, write one checkpoint and die.</summary>
    private async Task<HeadView> KilledAsync(TimeSpan wait = default, TimeSpan reserve = default, TimeSpan? dueIn = null)
    {
        await using var node = _fixture.Open(_clock);
        var head = (await node.Heads.AcquireAsync(Account, "dead", Lease, leader: null, Cancel)).ShouldNotBeNull();
        return (await node.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = Account,
                Head = new HeadWrite
                {
                    Fence = head.Fence,
                    Seq = head.Seq,
                    WriteId = "write",
                    Body = head.Body,
                    Lease = Lease,
                    Wait = wait,
                    Reserve = reserve,
                    DueIn = dueIn,
                },
            },
            Cancel)).ShouldNotBeNull();
    }
}
