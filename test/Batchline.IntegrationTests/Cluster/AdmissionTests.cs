using System.Net;
using Batchline.Cluster.Members;
using Batchline.Cluster.Membership;
using Batchline.Cluster.Silos;
using Batchline.Stores.Membership;
using Batchline.Stores.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;

namespace Batchline.IntegrationTests.Cluster;

/// <summary>Who may join, judged by what the others wrote when they did.</summary>
public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _database = new(Now);
    private readonly IMembershipStore _store;

    public AdmissionTests() => _store = new ServiceCollection()
        .AddSingleton<TimeProvider>(_database).AddMemoryStore().BuildServiceProvider().GetRequiredService<IMembershipStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_process_joins_an_empty_cluster() => await JoinAsync(Now);

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public async Task A_clock_that_is_more_than_five_seconds_from_the_database_s_is_refused(int seconds)
    {
        var refused = await Should.ThrowAsync<InvalidDataException>(JoinAsync(Now.AddSeconds(seconds)));

        refused.Message.ShouldStartWith("The clocks of this machine and of the database are 6 seconds apart.");
        await JoinAsync(Now.AddSeconds(Math.Sign(seconds) * 5));
    }

    [Theory]
    [InlineData(ThisMember.Protocol + 2, false)]
    [InlineData(ThisMember.Protocol + 1, true)]
    [InlineData(ThisMember.Protocol - 1, true)]
    [InlineData(ThisMember.Protocol - 2, false)]
    public async Task A_program_goes_together_with_its_neighbors_only(int protocol, bool goes)
    {
        await WriteAsync(new StoredProgram("9.9", protocol, null), Now);

        if (goes)
            await JoinAsync(Now);
        else
            (await Should.ThrowAsync<InvalidDataException>(JoinAsync(Now))).Message.ShouldContain("runs version 9.9, which this version, 1.0, cannot work with.");
    }

    [Fact]
    public async Task A_process_that_speaks_without_TLS_does_not_join_one_that_speaks_with_it()
    {
        await WriteAsync(new StoredProgram("1.0", ThisMember.Protocol, "AB12"), Now);

        (await Should.ThrowAsync<InvalidDataException>(JoinAsync(Now))).Message.ShouldContain("has a certificate of another authority");
    }

    [Fact]
    public async Task A_process_that_was_not_alive_for_a_minute_keeps_nobody_out()
    {
        await WriteAsync(new StoredProgram("9.9", ThisMember.Protocol + 5, "AB12"), Now.AddMinutes(-1));

        await JoinAsync(Now);
    }

    private static ThisMember Member() => new() { ClusterId = "ours", Address = new IPEndPoint(IPAddress.Loopback, 1), Version = "1.0", End = _ => { } };

    private Task JoinAsync(DateTimeOffset clock) => new Admission(_store, Member(), new FakeTimeProvider(clock)).StartAsync(Cancel);

    private async Task WriteAsync(StoredProgram program, DateTimeOffset alive)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, 2, 1),
            Status = SiloStatus.Active,
            HostName = "host",
            SiloName = "other",
            StartTime = alive.UtcDateTime,
            IAmAliveTime = alive.UtcDateTime,
        };
        await _store.CreateAsync("ours", StoredTable.Write([StoredSilo.Of(entry, 0) with { Program = program }]), Cancel);
    }
}
